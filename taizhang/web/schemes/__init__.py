"""Pages of schemes: versions, one's drafts beside today's, what a draft would change, publishing."""
