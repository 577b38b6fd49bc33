"""Help: topics, the tour of each post and the guide to print, all from one source of texts."""
