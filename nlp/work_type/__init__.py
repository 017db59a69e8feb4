"""What is coded: which kinds of record does a posting's work deal with?"""
