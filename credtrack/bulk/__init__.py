"""How is a file of a million postings, or a folder of archived pages, tagged on all processors or on a cluster?"""
