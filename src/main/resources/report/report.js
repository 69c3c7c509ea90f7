(async () => {
  'use strict';
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Rows, answers and names are other people's text: they only ever become text nodes.
  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === 'class') made.className = value;
      else if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };
  const count = new Intl.NumberFormat('en-US');

  // Theme
  const root = document.documentElement;
  const themeKey = 'enricher-theme';
  const stored = () => { try { return localStorage.getItem(themeKey); } catch (_) { return null; } };
  const theme = /theme=(dark|light)/.exec(location.search)?.[1] ?? stored();
  if (theme) root.dataset.theme = theme;
  $('#theme').onclick = () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem(themeKey, root.dataset.theme); } catch (_) { /* Without a store it lasts as long as the page. */ }
  };

  // Data: plain JSON of small runs, packed of large ones
  const island = async id => {
    const source = document.getElementById(id);
    if (source.type === 'application/json') return JSON.parse(source.textContent);
    const bytes = Uint8Array.from(atob(source.textContent), c => c.charCodeAt(0));
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(text).text());
  };
  const meta = await island('meta');

  // Timeline: a cross-hair for all lanes
  const chart = $('#timeline');
  if (chart && meta.timeline.length) {
    const svg = $('svg', chart), tip = $('.tip', chart), hair = $('.xh', chart);
    const width = svg.viewBox.baseVal.width;
    let current = 0;
    const show = i => {
      current = Math.max(0, Math.min(meta.timeline.length - 1, i));
      const [place, text] = meta.timeline[current];
      const x = place / 1000 * width;
      hair.setAttribute('x1', x);
      hair.setAttribute('x2', x);
      hair.setAttribute('visibility', 'visible');
      tip.textContent = text;
      tip.classList.add('on');
      const left = place / 1000 * svg.getBoundingClientRect().width + 12;
      tip.style.left = Math.max(4, Math.min(left, svg.clientWidth - tip.offsetWidth - 6)) + 'px';
      tip.style.top = '8px';
    };
    const hide = () => { tip.classList.remove('on'); hair.setAttribute('visibility', 'hidden'); };
    svg.addEventListener('pointermove', event => {
      const box = svg.getBoundingClientRect();
      const place = (event.clientX - box.left) / box.width * 1000;
      let nearest = 0;
      meta.timeline.forEach(([at], i) => {
        if (Math.abs(at - place) < Math.abs(meta.timeline[nearest][0] - place)) nearest = i;
      });
      show(nearest);
    });
    svg.addEventListener('pointerleave', hide);
    svg.addEventListener('focus', () => show(current));
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) { show(current + step); event.preventDefault(); }
    });
  }

  const reveal = () => { $$('.js').forEach(hidden => { hidden.hidden = false; }); root.dataset.ready = '1'; };
  const list = $('.vt');
  if (!list) { reveal(); return; }

  // Rows, as columns
  const rows = await island('rows');
  const N = rows.number.length;
  const ROW_HEIGHT = 41, FAILED = meta.sources.indexOf('failed');
  const facets = meta.facets.map(facet => ({ column: rows.answer[facet.column], name: meta.answer[facet.column], values: facet.values }));
  const facetNames = new Set(facets.map(facet => facet.name));
  const joined = i => rows.input.map(column => column[i]).filter(cell => cell).join(' · ');
  const why = i => rows.source[i] === FAILED
    ? (meta.reasons[rows.reason[i]] ?? '') + (rows.message[i] ? ': ' + rows.message[i] : '')
    : rows.note[i];
  const isFigure = column => {
    let seen = 0;
    for (let i = 0; i < N && seen < 50; i++) {
      if (!column[i]) continue;
      if (!/^-?[0-9.]+(e[-+]?[0-9]+)?$/i.test(column[i])) return false;
      seen++;
    }
    return seen > 0;
  };

  // The table's columns: at most six of the answer, choices and figures narrow
  const columns = [{ key: 'number', title: 'Row', width: 'w-number', text: i => String(rows.number[i]), order: i => i }];
  if (meta.files.length) {
    columns.push({ key: 'file', title: 'File', width: 'w-file', text: i => meta.files[rows.file[i]], order: i => rows.file[i] });
  }
  if (rows.input.length) columns.push({ key: 'input', title: 'Input', width: 'w-input', text: joined });
  meta.answer.map((name, at) => ({ name, at })).slice(0, 6).forEach(({ name, at }) => {
    const cells = rows.answer[at];
    const figure = isFigure(cells);
    columns.push({
      key: 'a.' + name, title: name, text: i => cells[i], figure,
      width: figure ? 'w-figure num' : facetNames.has(name) ? 'w-choice' : '',
      order: figure ? i => (cells[i] === '' ? null : Number(cells[i])) : i => cells[i],
    });
  });
  columns.push({
    key: 'source', title: 'Source', width: 'w-source', order: i => rows.source[i], text: i => meta.sources[rows.source[i]],
    cell: i => element('span', { class: 'pill s-' + meta.sources[rows.source[i]] }, meta.sources[rows.source[i]]),
  });
  if (rows.reason.some(reason => reason >= 0) || rows.note.some(note => note)) {
    columns.push({ key: 'why', title: 'Reason or note', width: '', text: why });
  }

  const searched = new Array(N);
  for (let i = 0; i < N; i++) {
    let text = rows.number[i] + '\n' + why(i);
    for (const column of rows.input) text += '\n' + column[i];
    for (const column of rows.answer) text += '\n' + column[i];
    searched[i] = text.toLowerCase();
  }

  const state = { q: '', source: -1, facets: facets.map(() => -1), why: '', sort: 'number', direction: 1 };
  let view = [];
  const table = $('table', list), body = $('tbody', list), head = $('thead tr', list);
  const counter = $('#count'), query = $('#q');
  const spacer = () => element('tr', { class: 'sp', 'aria-hidden': 'true' }, element('td', { colSpan: columns.length }));
  const above = spacer(), below = spacer();

  columns.forEach(column => {
    const button = element('button', { type: 'button', title: column.title }, column.title, element('span'));
    button.onclick = () => {
      state.direction = state.sort === column.key ? -state.direction : 1;
      state.sort = column.key;
      apply();
    };
    column.head = element('th', { scope: 'col', class: column.width, 'aria-sort': 'none' }, button);
    head.append(column.head);
  });

  const marked = text => {
    const at = state.q ? text.toLowerCase().indexOf(state.q) : -1;
    if (at < 0) return text;
    const fragment = document.createDocumentFragment();
    const end = at + state.q.length;
    fragment.append(text.slice(0, at), element('mark', {}, text.slice(at, end)), text.slice(end));
    return fragment;
  };
  // What does not fit into a cell need not be laid out.
  const LONGEST_SHOWN = 300;
  const line = k => {
    const i = view[k];
    const made = element('tr', { 'aria-rowindex': String(k + 2), tabIndex: 0 });
    made.dataset.i = i;
    for (const column of columns) {
      const text = column.text(i).slice(0, LONGEST_SHOWN);
      made.append(element('td', { class: column.figure ? 'num' : '', dir: 'auto' }, column.cell ? column.cell(i) : marked(text)));
    }
    return made;
  };
  let first = -1, last = -1;
  const paint = force => {
    const from = Math.max(0, Math.floor(list.scrollTop / ROW_HEIGHT) - 8);
    const to = Math.min(view.length, from + Math.ceil(list.clientHeight / ROW_HEIGHT) + 18);
    if (!force && from === first && to === last) return;
    first = from;
    last = to;
    if (!view.length) {
      body.replaceChildren(element('tr', { class: 'sp' },
        element('td', { colSpan: columns.length }, element('div', { class: 'empty' }, 'No rows match. Clear the search or the filters.'))));
      return;
    }
    above.firstChild.style.height = from * ROW_HEIGHT + 'px';
    below.firstChild.style.height = (view.length - to) * ROW_HEIGHT + 'px';
    const lines = [];
    for (let k = from; k < to; k++) lines.push(line(k));
    body.replaceChildren(above, ...lines, below);
  };

  const matches = i =>
    (state.source < 0 || rows.source[i] === state.source)
    && (!state.why || meta.reasons[rows.reason[i]] === state.why)
    && state.facets.every((value, f) => value < 0 || (rows.source[i] !== FAILED && facets[f].column[i] === facets[f].values[value]))
    && (!state.q || searched[i].includes(state.q));
  const sorted = () => {
    const column = columns.find(known => known.key === state.sort) ?? columns[0];
    if (column.key === 'number') { if (state.direction < 0) view.reverse(); return; }
    const order = column.order ?? column.text;
    const keys = new Map(view.map(i => [i, order(i)]));
    const isNothing = key => key === null || key === '';
    view.sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      if (isNothing(x) || isNothing(y)) return isNothing(x) - isNothing(y) || a - b;
      return x < y ? -state.direction : x > y ? state.direction : a - b;
    });
  };
  const remember = () => {
    const address = new URLSearchParams();
    if (state.q) address.set('q', state.q);
    if (state.source >= 0) address.set('source', meta.sources[state.source]);
    if (state.why) address.set('why', state.why);
    state.facets.forEach((value, f) => { if (value >= 0) address.set('a.' + facets[f].name, facets[f].values[value]); });
    if (state.sort !== 'number' || state.direction < 0) address.set('sort', (state.direction < 0 ? '-' : '') + state.sort);
    // A plain anchor, such as that of a section, is not ours to remove.
    if (!String(address) && !location.hash.includes('=')) return;
    try {
      history.replaceState(null, '', String(address) ? '#' + address : location.pathname + location.search);
    } catch (_) { /* Some browsers forbid it for files; then the filter is not in the address. */ }
  };
  const apply = () => {
    view = [];
    for (let i = 0; i < N; i++) if (matches(i)) view.push(i);
    sorted();
    counter.textContent = (view.length === N ? count.format(N) : count.format(view.length) + ' of ' + count.format(N)) + ' rows'
      + (state.why ? ' · ' + state.why : '');
    table.setAttribute('aria-rowcount', String(view.length + 1));
    list.scrollTop = 0;
    paint(true);
    $$('[data-source]').forEach(chip => chip.setAttribute('aria-pressed', String(Number(chip.dataset.source) === state.source)));
    $$('[data-select]').forEach(select => { select.value = String(state.facets[Number(select.dataset.select)]); });
    columns.forEach(column => {
      const on = column.key === state.sort;
      column.head.setAttribute('aria-sort', on ? (state.direction > 0 ? 'ascending' : 'descending') : 'none');
      $('span', column.head).textContent = on ? (state.direction > 0 ? ' ↑' : ' ↓') : '';
    });
    remember();
  };
  const restore = () => {
    const address = new URLSearchParams(location.hash.slice(1));
    state.q = (address.get('q') ?? '').toLowerCase();
    query.value = address.get('q') ?? '';
    state.source = address.has('source') ? meta.sources.indexOf(address.get('source')) : -1;
    state.why = address.get('why') ?? '';
    state.facets = facets.map(facet => facet.values.indexOf(address.get('a.' + facet.name)));
    const sort = address.get('sort') ?? 'number';
    state.direction = sort.startsWith('-') ? -1 : 1;
    state.sort = sort.replace(/^-/, '');
  };
  const filterBy = change => {
    Object.assign(state, { q: '', source: -1, why: '', facets: facets.map(() => -1) }, change);
    query.value = '';
    apply();
  };

  list.addEventListener('scroll', () => requestAnimationFrame(() => paint(false)), { passive: true });
  let typing;
  query.oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.q = query.value.trim().toLowerCase(); apply(); }, 60);
  };
  $$('[data-source]').forEach(chip => {
    chip.onclick = () => { state.source = Number(chip.dataset.source); if (state.source !== FAILED) state.why = ''; apply(); };
  });
  $$('[data-select]').forEach(select => {
    select.onchange = () => { state.facets[Number(select.dataset.select)] = Number(select.value); apply(); };
  });
  $('#clear').onclick = () => filterBy({});
  const toRows = () => $('#rowsec').scrollIntoView();
  $$('[data-why]').forEach(button => { button.onclick = () => { filterBy({ why: button.dataset.why }); toRows(); }; });
  $$('[data-facet]').forEach(bars => {
    const facet = Number(bars.dataset.facet);
    const choose = bar => {
      filterBy({ facets: facets.map((_, f) => (f === facet ? Number(bar.dataset.value) : -1)) });
      toRows();
    };
    $$('[data-value]', bars).forEach(bar => {
      bar.addEventListener('click', () => choose(bar));
      bar.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') { choose(bar); event.preventDefault(); }
      });
    });
  });

  // One row, whole
  const dialog = $('dialog');
  const pretty = cell => {
    if (!/^[[{]/.test(cell)) return cell;
    try { return JSON.stringify(JSON.parse(cell), null, 2); } catch (_) { return cell; }
  };
  const open = i => {
    const source = meta.sources[rows.source[i]];
    $('#d-title').textContent = 'Row ' + count.format(rows.number[i]) + (meta.files.length ? ' of ' + meta.files[rows.file[i]] : '');
    $('#d-source').textContent = source;
    $('#d-source').className = 'pill s-' + source;
    $('#d-about').textContent = [rows.model[i], why(i)].filter(text => text).join(' · ');
    const cells = [];
    const add = (names, texts) => names.forEach((name, at) => {
      if (texts[at][i]) cells.push(element('h3', {}, name), element('pre', { dir: 'auto', tabIndex: 0 }, pretty(texts[at][i])));
    });
    add(meta.answer, rows.answer);
    add(meta.input, rows.input);
    $('#d-cells').replaceChildren(...cells);
    dialog.showModal();
  };
  const rowOf = event => event.target.closest('tr[data-i]');
  body.addEventListener('click', event => {
    const row = rowOf(event);
    if (row && !String(getSelection())) open(Number(row.dataset.i));
  });
  body.addEventListener('keydown', event => {
    const row = rowOf(event);
    if (!row) return;
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    // Left to itself, the key would press the dialog's button, too.
    if (event.key === 'Enter') { open(Number(row.dataset.i)); event.preventDefault(); }
    else if (next?.dataset.i) { next.focus(); event.preventDefault(); }
  });
  $('#d-close').onclick = () => dialog.close();
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !dialog.open && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
      query.focus();
      event.preventDefault();
    }
  });

  // A spreadsheet must not run a cell: what looks like a formula gets an apostrophe, unless it is a number.
  const cell = text => {
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  };
  $('#csv').onclick = () => {
    const header = ['row', ...(meta.files.length ? ['file'] : []), ...meta.input, ...meta.answer, 'source', 'reason', 'note', 'message'];
    const lines = [header.map(cell).join(',')];
    for (const i of view) {
      lines.push([
        String(rows.number[i]), ...(meta.files.length ? [meta.files[rows.file[i]]] : []),
        ...rows.input.map(column => column[i]), ...rows.answer.map(column => column[i]),
        meta.sources[rows.source[i]], meta.reasons[rows.reason[i]] ?? '', rows.note[i], rows.message[i],
      ].map(cell).join(','));
    }
    const address = URL.createObjectURL(new Blob(['\ufeff' + lines.join('\r\n') + '\r\n'], { type: 'text/csv' }));
    element('a', { href: address, download: meta.name + '.rows.csv' }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  addEventListener('hashchange', () => { if (location.hash.includes('=')) { restore(); apply(); } });
  reveal();
  restore();
  apply();
})();
