"""Which pages does the site have beside Datasette's own?"""
