/** How a report looks: light, dark, and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--page:#fdfcfa;--ink:#23252b;--soft:#626774;--rule:#dedcd6;--mean:#14538f;--band:#3d86c6;--bar:#3d86c6;--h0:#8a5a00;--h1:#14538f;--h2:#1c7a4d;--h3:#7a3fa0;--h4:#c0392b;--h5:#4f5b66}
@media (prefers-color-scheme:dark){:root{--page:#16181d;--ink:#e8e6e1;--soft:#a2a6b0;--rule:#353943;--mean:#9ccaf5;--band:#4c93d0;--bar:#4c93d0;--h0:#e0b052;--h1:#9ccaf5;--h2:#74cf9f;--h3:#cda4ec;--h4:#ff9384;--h5:#b9c2cc}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1120px;padding:2rem 1.25rem 4rem;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem}
p{max-width:70ch}
.lead,.note,figcaption{color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));gap:1.25rem 1.75rem}
figure{margin:0}
figcaption{font-size:.9rem}
figcaption b{color:var(--ink)}
svg{display:block;width:100%;height:auto}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft)}
.side{text-anchor:end}
.foot{text-anchor:middle}
.grid{stroke:var(--rule);stroke-width:1}
.outer,.inner{fill:var(--band);stroke:none}
.outer{fill-opacity:.16}
.inner{fill-opacity:.26}
.mean,.median{fill:none;stroke:var(--mean);stroke-width:2;stroke-linejoin:round}
.median{stroke-width:1.25;stroke-dasharray:4 4}
.line{fill:none;stroke-width:2;stroke-linejoin:round}
polyline.hue0{stroke:var(--h0)}svg text.hue0{fill:var(--h0);font-weight:600}
polyline.hue1{stroke:var(--h1)}svg text.hue1{fill:var(--h1);font-weight:600}
polyline.hue2{stroke:var(--h2)}svg text.hue2{fill:var(--h2);font-weight:600}
polyline.hue3{stroke:var(--h3)}svg text.hue3{fill:var(--h3);font-weight:600}
polyline.hue4{stroke:var(--h4)}svg text.hue4{fill:var(--h4);font-weight:600}
polyline.hue5{stroke:var(--h5)}svg text.hue5{fill:var(--h5);font-weight:600}
.bar{fill:var(--bar)}
.wide{overflow-x:auto}
figure.wide svg{min-width:640px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
th,td{padding:.3rem .9rem .3rem 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
th:first-child,td:first-child{text-align:left}
thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:400}
td.share{width:40%;min-width:8rem}
td.share svg{height:.7rem}
@media print{body{max-width:none}figure{break-inside:avoid}}
`;
