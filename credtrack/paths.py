"""Where do the databases, and the files that Datasette shows, lie?"""

from pathlib import Path

import platformdirs

from credtrack.config import load

DATABASE_NAME = "credtrack"  # named queries and dashboards hang on it, whatever the file is called
PACKAGE = Path(__file__).parent


def default_database() -> Path:
    """The database of real postings that every command takes unless `--db` names another: as it was set."""
    return load().database


def sample_database() -> Path:
    """The database of the sample market, in the user's data folder."""
    return platformdirs.user_data_path("credtrack", appauthor=False) / "sample.db"


def site_folder() -> Path:
    """The folder with metadata.json, templates and static files: in the wheel, or in the checkout."""
    shipped = PACKAGE / "_site"
    return shipped if shipped.is_dir() else PACKAGE.parent / "datasette"
