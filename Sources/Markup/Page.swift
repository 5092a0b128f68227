extension HTML {
    /// A whole page that needs nothing but itself: browsers load no script, style or picture from elsewhere for it.
    ///
    /// - Parameters:
    ///   - title: shown in the browser's tab.
    ///   - style: its CSS.
    ///   - body: what stands in the page.
    package static func page(title: String, style: HTML, _ body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>\(title)</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }
}
