// How the HTML of a sheet looks, on a screen and on paper.
#pragma once

namespace helhet::render {

inline constexpr char kStyle[] = R"css(
@page { size: A3 landscape; margin: 10mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 10pt/1.35 "Open Sans", "DejaVu Sans", "Segoe UI", sans-serif; color: #1b1f24; background: #fff; margin: 0 auto; max-width: 400mm; padding: 4mm; }
header { border-bottom: 2.2pt solid #0b3a5e; padding-bottom: 1.5mm; margin-bottom: 3.5mm; display: grid; grid-template-columns: 1fr auto; gap: 0 6mm; align-items: baseline; }
header h1 { font-size: 24pt; line-height: 1.2; color: #0b3a5e; margin: 0; overflow-wrap: anywhere; }
header p { margin: 0; }
header .facts { color: #555f6b; }
.badges { text-align: right; }
.badges span { border: 1pt solid #a3221c; color: #a3221c; font-weight: bold; padding: .5mm 2.5mm; margin-left: 2mm; }
main { display: grid; grid-template-columns: 2fr 3fr; grid-template-rows: auto 1fr; gap: 4mm; align-items: start; }
.right { grid-area: 1 / 2 / 3 / 3; }
.below { grid-area: 2 / 1; }
.column { display: grid; gap: 4mm; min-width: 0; }
section { border: .8pt solid #a9b8c5; min-width: 0; }
h2 { font-size: 12pt; color: #0b3a5e; background: #e3ecf3; margin: 0; padding: 1mm 3mm; }
.body { padding: 2mm 3mm; overflow-wrap: break-word; }
.body > * { margin: 0 0 2mm; }
ul { padding-left: 5mm; }
ul ul { list-style-type: "– "; }
li { margin-bottom: .7mm; }
li p { margin: 0; font-size: 8.5pt; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; color: #555f6b; }
th, td { vertical-align: top; padding: .7mm 2mm .7mm 0; border-bottom: .6pt solid #d3dbe2; }
td p { margin: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(66mm, 100%), 1fr)); gap: 3mm 6mm; }
figure { margin: 0; min-width: 0; break-inside: avoid; }
figure.wide { grid-column: 1 / -1; }
figcaption { font-weight: bold; }
figcaption small { font-weight: normal; font-size: 9pt; }
figure p { font-size: 8.5pt; margin: 0; }
svg { display: block; width: 100%; height: auto; }
.faint { color: #555f6b; }
.good { color: #1d663a; }
.alert { color: #a3221c; }
footer { color: #555f6b; font-size: 8pt; margin-top: 3mm; }
@media print {
  body { font-size: 8.5pt; line-height: 1.25; max-width: none; padding: 0; }
  main { grid-template-columns: 1fr 2fr; gap: 3mm; }
  .column { gap: 3mm; }
  h2 { font-size: 10pt; padding: .6mm 2.5mm; break-after: avoid; }
  .body { padding: 1.2mm 2.5mm; }
  .body > * { margin-bottom: 1.2mm; }
  li p, figure p, figcaption small { font-size: 7pt; }
  li { margin-bottom: .3mm; }
  th, td { padding: .4mm 1.5mm .4mm 0; }
  .charts { gap: 1mm 5mm; }
  figure svg { width: 86%; }
  tr, li { break-inside: avoid; }
  footer { display: none; }
}
@media screen and (max-width: 900px) { main { display: block; } .column { margin-bottom: 4mm; } }
)css";

}  // namespace helhet::render
