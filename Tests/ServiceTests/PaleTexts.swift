/// A function of JavaScript, `pale_texts` in the scripts of pages: the texts that don't stand out from their ground (WCAG 2.2, AA).
let paleTexts = """
    pale_texts = '''() => {
        const numbers = (colour) => {
            const canvas = new OffscreenCanvas(1, 1).getContext("2d");
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const data = canvas.getImageData(0, 0, 1, 1).data;
            return data[3] < 255 ? null : [...data].slice(0, 3);
        };
        const light = (rgb) => rgb.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
        const pale = [];
        for (const one of document.querySelectorAll("body *")) {
            const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
            if (!own || !one.checkVisibility() || one.matches(":disabled, .hidden, .skip, option")) continue;
            let ground = one;
            while (ground && !numbers(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
            const pair = [numbers(getComputedStyle(one).color), numbers(getComputedStyle(ground ?? document.body).backgroundColor)]
                .map(light).sort((a, b) => b - a);
            const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
            if (ratio < 4.5) pale.push(`${one.tagName} ${one.className} ${one.textContent.trim()} ${ratio.toFixed(2)}`);
        }
        return pale;
    }
    '''

    """
