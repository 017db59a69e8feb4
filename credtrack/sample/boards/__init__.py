"""How does each platform show the sample market's postings over HTTP?"""
