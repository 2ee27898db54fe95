"""Documents for people who do not open the app: Word, PowerPoint, Excel, pictures, tables."""
