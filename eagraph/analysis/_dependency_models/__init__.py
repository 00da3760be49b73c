"""Models of partial dependence: FDNA for how well things work, IIM for who moves the whole."""
