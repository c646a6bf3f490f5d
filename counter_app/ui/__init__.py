"""The window: shows records, calls services, knows neither tables nor forms."""
