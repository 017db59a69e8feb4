"""Which credentials does a posting require or prefer, in which groups and on what conditions?"""
