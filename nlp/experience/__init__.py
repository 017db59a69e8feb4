"""How many years of experience does a posting require at the least?"""
