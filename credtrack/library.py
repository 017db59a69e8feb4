"""By which name do pages speak of the library's application, which loads them while it is loading itself?"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette as Datasette
else:
    Datasette = Any  # nobody may import it yet
