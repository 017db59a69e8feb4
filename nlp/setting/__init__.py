"""Who hires: which kind of employer does a posting come from?"""
