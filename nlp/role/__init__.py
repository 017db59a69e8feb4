"""Is coding the main duty of a posting, and in which role?"""
