"""What do the postings say of the claims?"""
