import Markup

/// How a page of samples looks and what it does: quiet colours, light and dark.
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
            input { width: 9rem; }
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
            summary img { display: block; max-width: 100%; height: auto; max-height: 16rem; object-fit: contain;
              object-position: left; border-radius: 2px; background: #fff; }
            details:not([open]) img { max-height: 6rem; width: auto; }
            details[open] img { max-height: none; }
            summary span { display: block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
            details[open] summary span { white-space: pre-wrap; overflow-wrap: anywhere; }
            small { color: var(--soft); font-size: .8rem; margin-right: .25rem; }
            bdi { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
              font-size: .92em; }
            dl { columns: 19rem; column-gap: 2.4rem; margin: 0; padding: .1rem .75rem .8rem; font-size: .87rem; }
            dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .14rem 0; break-inside: avoid;
              border-bottom: 1px solid var(--rule); }
            dt { color: var(--soft); overflow-wrap: anywhere; } dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
            """)

    /// Filters, and arrow keys; without it all samples are shown, and open by mouse and keyboard as they are.
    static let script = HTML(
        verbatim: """
            "use strict";
            const cards = [...document.querySelectorAll("details")];
            const [stage, font, label, count] = ["stage", "font", "label", "count"].map(id => document.getElementById(id));
            function filter() {
              const wanted = label.value.trim().toLowerCase();
              let shown = 0;
              for (const card of cards) {
                const fits = (!stage || !stage.value || card.dataset.stages.split("\\n").includes(stage.value))
                  && (!font || !font.value || card.dataset.font === font.value)
                  && card.dataset.label.toLowerCase().includes(wanted);
                card.hidden = !fits;
                if (fits) shown++;
              }
              count.textContent = shown === cards.length ? `${shown} shown` : `${shown} of ${cards.length} shown`;
            }
            for (const field of [stage, font, label]) if (field) field.addEventListener("input", filter);
            const form = document.getElementById("filters");
            form.addEventListener("submit", event => event.preventDefault());
            form.hidden = false;
            filter();
            document.getElementById("samples").addEventListener("keydown", event => {
              const card = event.target.closest("details");
              if (!card) return;
              if (event.key === "Escape") { card.open = false; card.firstElementChild.focus(); return; }
              const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
              if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
              const shown = cards.filter(other => !other.hidden);
              const next = shown[shown.indexOf(card) + step];
              if (!next) return;
              event.preventDefault();
              next.querySelector("summary").focus();
            });
            """)
}
