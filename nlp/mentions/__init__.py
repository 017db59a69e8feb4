"""Which code sets, systems and medical specialties does a posting name, and how is one employed?"""
