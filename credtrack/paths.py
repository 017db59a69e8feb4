"""Where do the databases, and the files that Datasette shows, lie?"""

from pathlib import Path

import platformdirs

from credtrack.config import load

DATABASE_NAME = "credtrack"  # named queries and dashboards hang on it, whatever the file is called
PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The user's data folder for credtrack, made where it is missing."""
    return platformdirs.user_data_path("credtrack", appauthor=False, ensure_exists=True)


def default_database() -> Path:
    """The database of real postings that every command takes unless `--db` names another: as it was set."""
    data_folder()
    return load().database


def sample_database() -> Path:
    """The database of the sample market, beside the real one."""
    return data_folder() / "sample.db"


def site_folder() -> Path:
    """The folder with metadata.json, templates and static files: in the wheel, or in the checkout."""
    shipped = PACKAGE / "_site"
    return shipped if shipped.is_dir() else PACKAGE.parent / "datasette"
