"""Documents with `apiVersion`, `kind` and `metadata`: which of them are a software catalogue's, which a cluster's?"""
