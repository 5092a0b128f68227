import Markup

/// What a page of samples does.
enum SamplePageScript {
    /// Filters, and arrow keys; without it all samples are shown, and open by mouse and keyboard as they are.
    static let script = HTML(
        verbatim: """
            "use strict";
            const cards = [...document.querySelectorAll("details")];
            const [stage, font, label, count] = ["stage", "font", "label", "count"].map(id => document.getElementById(id));
            const none = document.getElementById("none");
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
              none.hidden = shown !== 0;
              const asked = [stage, font].filter(field => field && field.value).map(field => field.value);
              if (wanted) asked.push(`labels with “${label.value.trim()}”`);
              none.querySelector("span").textContent = `All of this is asked for at once: ${asked.join(", ")}.`;
            }
            none.querySelector("button").addEventListener("click", () => {
              for (const field of [stage, font, label]) if (field) field.value = "";
              filter();
              label.focus();
            });
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
