"""Pages of scores: assessments, results with their trees, objections, marks, and what results were used for."""
