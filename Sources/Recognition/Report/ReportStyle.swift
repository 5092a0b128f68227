package import Markup

/// How the page looks: one column of text, quiet colours, light and dark.
package enum ReportStyle {
    /// The style sheet.
    package static let css = HTML(
        verbatim: """
            :root { color-scheme: light dark; --paper: #fdfcfa; --ink: #22211f; --soft: #6d6a64; --rule: #e2ded6;
              --a: #1f5f8b; --b: #b2641a; --bad: #b3372c; --good: #2f7d4f; --tint: 178, 68, 44; --panel: #f5f2ec; }
            @media (prefers-color-scheme: dark) { :root { --paper: #191a1c; --ink: #e6e3dd; --soft: #98948c;
              --rule: #35363a; --a: #74b0dc; --b: #e0a05c; --bad: #ec8175; --good: #7cc298; --tint: 236, 129, 117;
              --panel: #222326; } }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
              font-variant-numeric: tabular-nums; }
            main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.2; font-weight: 650; margin: 0 0 .4rem; letter-spacing: -.01em;
              overflow-wrap: anywhere; }
            h2 { font-size: 1.08rem; font-weight: 650; margin: 3rem 0 .35rem; padding-top: .8rem;
              border-top: 1px solid var(--rule); }
            h3 { font-size: .95rem; font-weight: 600; margin: 1.4rem 0 0; }
            p { margin: .2rem 0 1rem; max-width: 44rem; color: var(--soft); }
            .facts { margin: 0; display: flex; flex-wrap: wrap; gap: .15rem 1.4rem; color: var(--soft); font-size: .9rem; }
            .facts dt { display: inline; } .facts dt::after { content: " "; }
            .facts dd { display: inline; margin: 0; color: var(--ink); overflow-wrap: anywhere; }
            .scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.6rem, 1fr)); gap: 1.4rem 1.2rem;
              margin: 2rem 0 0; }
            .scores div { border-left: 2px solid var(--rule); padding-left: .8rem; }
            .scores b { display: block; font-size: 1.55rem; font-weight: 600; line-height: 1.15; letter-spacing: -.01em; }
            .scores span { color: var(--soft); font-size: .84rem; line-height: 1.3; display: block; margin-top: .2rem; }
            .edits { color: var(--soft); font-size: .84rem; line-height: 1.65; }
            .edits em { font-style: normal; font-weight: 600; font-size: 1rem; color: var(--ink); }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
              gap: 1.6rem 2.2rem; margin-top: 1.1rem; }
            figure { margin: 0; min-width: 0; }
            figcaption { font-size: .88rem; display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; }
            figcaption strong { font-weight: 600; margin-right: auto; }
            svg { display: block; width: 100%; height: auto; margin-top: .3rem; }
            .rule { stroke: var(--rule); stroke-width: 1; } .tick { fill: var(--soft); font-size: 10.5px; }
            .curve { fill: none; stroke-width: 1.7; stroke-linejoin: round; stroke-linecap: round; }
            .curve.a { stroke: var(--a); } .curve.b { stroke: var(--b); }
            .dot.a { fill: var(--a); } .dot.b { fill: var(--b); }
            .key { color: var(--soft); white-space: nowrap; } .key b { font-weight: 600; }
            .key.a b { color: var(--a); } .key.b b { color: var(--b); }
            .wide { overflow-x: auto; margin-top: .8rem; }
            table { border-collapse: collapse; font-size: .9rem; }
            th { text-align: left; font-weight: 500; color: var(--soft); font-size: .82rem; vertical-align: bottom; }
            th, td { padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--rule); }
            .number { text-align: right; } td.bar { width: 14rem; min-width: 7rem; padding-right: 0; }
            .bar i { display: block; height: .5rem; background: var(--a); border-radius: 1px; min-width: 1px; }
            .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr));
              gap: 1.4rem 2.6rem; align-items: start; }
            bdi, code, .read { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono",
              monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
            .matrix { font-size: .78rem; } .matrix th, .matrix td { border: 0; padding: 0; width: 1.9rem; height: 1.6rem;
              text-align: center; vertical-align: middle; font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
            .matrix td { border: 1px solid var(--paper); background: var(--panel); color: var(--ink); }
            .matrix td.right { color: var(--soft); }
            .mistakes, .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17.5rem), 1fr));
              gap: 1.2rem; margin-top: 1.1rem; }
            .mistake { background: var(--panel); border-radius: 6px; padding: .7rem .8rem .75rem; min-width: 0; }
            .mistake img { display: block; max-width: 100%; max-height: 6rem; margin: 0 0 .6rem; border-radius: 2px;
              background: #fff; }
            .mistake dl { margin: 0; display: grid; grid-template-columns: 3.6rem 1fr; gap: .1rem .4rem; font-size: .92rem; }
            .mistake dt { color: var(--soft); font-size: .82rem; padding-top: .08rem; } .mistake dd { margin: 0; min-width: 0; }
            .mistake small { display: flex; justify-content: space-between; gap: 1rem; color: var(--soft); font-size: .8rem;
              margin-top: .45rem; overflow-wrap: anywhere; }
            button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--rule);
              border-radius: 5px; padding: .25rem .8rem; cursor: pointer; }
            :focus-visible { outline: 2px solid var(--a); outline-offset: 2px; }
            .mistake button { display: block; max-width: 100%; padding: 0; border: 0; background: none; cursor: zoom-in;
              margin: 0 0 .6rem; }
            .mistake button img { margin: 0; }
            dialog { width: min(62rem, 100vw - 1.5rem); max-width: none; max-height: calc(100dvh - 1.5rem); padding: 1rem;
              color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; }
            dialog::backdrop { background: rgba(0, 0, 0, .55); }
            dialog .mistake { background: none; padding: 0; }
            dialog .mistake img { width: 100%; max-height: 60dvh; object-fit: contain; image-rendering: pixelated;
              background: var(--panel); margin: 0 auto 1rem; }
            dialog .mistake dl { font-size: 1.15rem; grid-template-columns: 5.5rem 1fr; }
            dialog form { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; margin-top: 1rem;
              color: var(--soft); font-size: .9rem; } dialog .close { margin-left: auto; }
            mark { background: rgba(var(--tint), .2); color: var(--bad); border-radius: 2px; }
            .none { color: var(--soft); font-style: italic; }
            pre { background: var(--panel); border-radius: 6px; padding: .9rem 1rem; overflow-x: auto; font-size: .82rem;
              line-height: 1.45; font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; margin: .6rem 0 0; }
            summary { cursor: pointer; color: var(--soft); }
            @media (max-width: 30rem) { main { padding-top: 1.4rem; } h2 { margin-top: 2.2rem; } .scores b { font-size: 1.35rem; }
              .scores { grid-template-columns: 1fr 1fr; } }
            @media print { .mistake { break-inside: avoid; } }
            """)
}
