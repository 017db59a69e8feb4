"""How is each platform's board read?"""
