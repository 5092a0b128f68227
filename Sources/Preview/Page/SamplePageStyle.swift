import Markup

/// How a page of samples looks: quiet colours, light and dark.
enum SamplePageStyle {
    static let css = HTML(
        verbatim: """
            :root { color-scheme: light dark; --paper: #fdfcfa; --ink: #22211f; --soft: #6d6a64; --rule: #e2ded6;
              --accent: #1f5f8b; --panel: #f3f0ea; }
            @media (prefers-color-scheme: dark) { :root { --paper: #191a1c; --ink: #e6e3dd; --soft: #98948c;
              --rule: #35363a; --accent: #74b0dc; --panel: #222326; } }
            * { box-sizing: border-box; }
            [hidden] { display: none !important; }
            html { -webkit-text-size-adjust: 100%; }
            body { margin: 0; background: var(--paper); color: var(--ink); padding: 1.5rem clamp(.9rem, 3vw, 2.2rem) 4rem;
              font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
              font-variant-numeric: tabular-nums; }
            h1 { font-size: 1.45rem; font-weight: 650; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
            header p { margin: .15rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
            form { display: flex; flex-wrap: wrap; gap: .5rem 1.1rem; align-items: center; margin-top: .9rem; }
            label { color: var(--soft); font-size: .87rem; display: flex; align-items: center; gap: .4rem; min-width: 0; }
            select, input { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--rule);
              border-radius: 5px; padding: .22rem .45rem; max-width: 15rem; min-width: 0; }
            input[type=search] { width: 9rem; } input[type=checkbox] { accent-color: var(--accent); margin: 0; }
            output { color: var(--soft); font-size: .87rem; margin-left: auto; }
            main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13.5rem), 1fr)); gap: .8rem;
              margin-top: 1.2rem; grid-auto-flow: row dense; }
            details { background: var(--panel); border: 1px solid transparent; border-radius: 7px; min-width: 0; }
            details[open] { grid-column: 1 / -1; border-color: var(--rule); }
            summary { list-style: none; cursor: pointer; display: flex; flex-direction: column; justify-content: space-between;
              align-items: flex-start; gap: .55rem; padding: .7rem .75rem .6rem; height: 100%; border-radius: 7px; }
            summary::-webkit-details-marker { display: none; }
            details[open] > summary { height: auto; }
            details:not([open]) > summary:hover { background: var(--rule); }
            :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
            .picture { position: relative; display: block; max-width: 100%; }
            .picture img { display: block; width: calc(var(--width) * 1px); max-width: 100%; height: auto; border-radius: 2px;
              background: #fff; }
            details:not([open]) img { width: min(var(--width) * 1px, 6rem * var(--width) / var(--height)); }
            .picture svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; display: none; }
            body:has(#boxes:checked) .picture svg { display: block; }
            polygon { fill: none; stroke-width: 1; vector-effect: non-scaling-stroke; }
            .t { stroke: #1d9a4c; stroke-width: 1.5; } .a { stroke: #e0342b; } .b { stroke: #2a6fdb; }
            .name { display: block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
            details[open] .name { white-space: pre-wrap; overflow-wrap: anywhere; }
            .empty { color: var(--soft); margin: 2.5rem 0; overflow-wrap: anywhere; } .empty b { color: var(--ink); }
            button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--rule);
              border-radius: 5px; padding: .22rem .7rem; cursor: pointer; }
            small { color: var(--soft); font-size: .8rem; margin-right: .25rem; }
            bdi { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
              font-size: .92em; }
            dl { columns: 19rem; column-gap: 2.4rem; margin: 0; padding: .1rem .75rem .8rem; font-size: .87rem; }
            dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .14rem 0; break-inside: avoid;
              border-bottom: 1px solid var(--rule); }
            dt { color: var(--soft); overflow-wrap: anywhere; } dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
            """)
}
