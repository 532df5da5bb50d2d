package io.summarizer.rouge;

/**
 * The style sheet of {@link RougePage}. The colours of the marks are those of Okabe and Ito, which
 * people with any common colour blindness tell apart; underlines, boxes and signs say the same
 * without colour.
 */
final class PageStyle {
  static final String CSS =
      """
      :root {
        --page: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --soft: #59636e; --line: #d9dee4;
        --match: #0060a8; --match-fill: #d0e6f8; --partly-fill: #edf5fc;
        --extra: #9a5b00; --extra-fill: #fdf0d5;
        --missed: #9c3378; --missed-fill: #fae6f2;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --page: #14171b; --card: #1d2126; --ink: #e6e9ed; --soft: #a2abb5; --line: #3a414a;
          --match: #6cc0f5; --match-fill: #14425f; --partly-fill: #1b2d3a;
          --extra: #f0b440; --extra-fill: #43320c;
          --missed: #ee9fcf; --missed-fill: #48203a;
        }
      }
      * { box-sizing: border-box; }
      body {
        margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 76rem;
        background: var(--page); color: var(--ink);
        font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
      }
      h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
      h2 { margin: 0 0 .25rem; font-size: 1.15rem; }
      h3 { margin: 0 0 .5rem; font-size: .95rem; }
      small, header p, caption, .note, .none { color: var(--soft); font-weight: 400; }
      small { margin-inline-start: .4em; font-size: .875rem; }
      header p { margin: .25rem 0 1.5rem; overflow-wrap: anywhere; }
      header b { color: var(--ink); font-weight: 600; }
      .note { font-size: .875rem; }
      .wide { overflow-x: auto; }
      .wide, article, details, .none {
        background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
      }
      table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
      caption { padding: .75rem 1rem 0; text-align: start; font-size: .875rem; }
      th, td { padding: .5rem 1rem; text-align: end; white-space: nowrap; }
      th:first-child { text-align: start; }
      thead th { color: var(--soft); font-size: .8125rem; font-weight: 600; }
      tbody tr { border-top: 1px solid var(--line); }
      tbody th { font-weight: 600; }
      .f1 {
        font-weight: 600;
        background:
          linear-gradient(var(--match), var(--match)) 1rem calc(100% - .3rem) /
            calc((100% - 2rem) * var(--f1)) 3px no-repeat,
          linear-gradient(var(--line), var(--line)) 1rem calc(100% - .3rem) /
            calc(100% - 2rem) 3px no-repeat;
      }
      .legend {
        display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1.25rem 0; padding: 0;
        list-style: none; color: var(--soft); font-size: .875rem;
      }
      mark, ins, del {
        padding: .1em .2em; border-radius: .2em; color: var(--ink); text-decoration: none;
        box-decoration-break: clone; -webkit-box-decoration-break: clone;
      }
      mark { background: var(--match-fill); border-bottom: 2px solid var(--match); }
      mark.partly { background: var(--partly-fill); border-bottom: 2px dotted var(--match); }
      ins { background: var(--extra-fill); border: 1px dashed var(--extra); }
      del { background: var(--missed-fill); border: 1px dashed var(--missed); }
      ins::before { content: "+"; margin-inline-end: .15em; color: var(--extra); font-weight: 700; }
      del::before { content: "\\2212"; margin-inline-end: .15em; color: var(--missed); font-weight: 700; }
      sup:target { outline: 3px solid var(--match); outline-offset: 2px; }
      [id] { scroll-margin-block: 40vh; }
      sup {
        margin-inline-end: .2em; color: var(--match); font-size: .65em; font-weight: 600;
        line-height: 0;
      }
      sup a { color: inherit; text-decoration: none; }
      sup a:hover { text-decoration: underline; }
      #numbers { margin: 0 .375rem 0 0; accent-color: var(--match); }
      #numbers + label { color: var(--soft); font-size: .875rem; }
      #numbers:not(:checked) ~ .types sup { display: none; }
      .types { position: relative; display: flex; margin-top: 1.25rem; flex-wrap: wrap; gap: .375rem; }
      .types > input { position: absolute; opacity: 0; }
      .types > label {
        order: 1; padding: .375rem .875rem; border: 1px solid var(--line); border-radius: 2rem;
        background: var(--card); cursor: pointer; font-size: .9375rem;
      }
      .types > input:checked + label {
        border-color: var(--match); background: var(--match); color: var(--card); font-weight: 600;
      }
      .types > input:focus-visible + label { outline: 3px solid var(--match); outline-offset: 2px; }
      .types > section { display: none; order: 2; flex: 0 0 100%; min-width: 0; padding-top: 1rem; }
      .types > input:checked + label + section { display: block; }
      section > p { margin: 0 0 1rem; color: var(--soft); }
      .texts, .lists { display: grid; gap: 1rem; }
      .texts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .lists { grid-template-columns: repeat(3, minmax(0, 1fr)); margin-top: 1rem; align-items: start; }
      article { padding: 1rem 1.25rem 1.25rem; }
      .text {
        margin: 0; line-height: 1.9; white-space: pre-wrap; overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      details, .none { margin: 0; padding: .625rem 1rem; }
      summary { cursor: pointer; font-weight: 600; }
      .none { font-weight: 600; }
      details ul {
        display: flex; flex-wrap: wrap; gap: .375rem; margin: .625rem 0 .25rem; padding: 0;
        list-style: none;
      }
      details li {
        padding: 0 .5rem; border: 1px solid var(--line); border-radius: .25rem;
        font-size: .875rem; overflow-wrap: anywhere;
      }
      .matched li { border-bottom: 2px solid var(--match); }
      .extra li { border: 1px dashed var(--extra); }
      .missed li { border: 1px dashed var(--missed); }
      @media (max-width: 46rem) {
        body { padding: 1.25rem .75rem 3rem; }
        .texts, .lists { grid-template-columns: minmax(0, 1fr); }
        th, td { padding: .5rem .625rem; }
        .count { display: none; }
        [id] { scroll-margin-block: 20vh; }
      }
      @media print {
        body { max-width: none; padding: 0; }
        .types > label { display: none; }
        .types > section { display: block; }
      }
      """;

  private PageStyle() {}
}
