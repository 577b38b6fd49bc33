"""The box for complaints, suggestions and calls for support, and where they are answered."""
