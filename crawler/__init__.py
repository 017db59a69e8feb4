"""Which postings do employers show on their own boards?"""
