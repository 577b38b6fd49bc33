"""The parts every page is made of: template environment, filters, gallery."""
