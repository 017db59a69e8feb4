"""How is Scrapy set up? Lean: crawler/manners.py decides what is asked, when and how often."""

LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False

# Robots, redirects, retries, pacing and the user agent are manners' own; a proxy would hide which address
# a name leads to from the guard.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
TELNETCONSOLE_ENABLED = False
LOG_FORMATTER = "crawler.board_spider.Quiet"

DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "crawler.addresses.GuardedResolver"
DNS_TIMEOUT = 20
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS = 512
CONCURRENT_REQUESTS_PER_DOMAIN = 16
