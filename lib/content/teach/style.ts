/** Style of the card that lets a person teach; an important rule of a shadow root wins over every rule of the page. */
export const css = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0 auto auto 0!important;z-index:2147483647!important;color-scheme:light dark!important}
.root{--ink:light-dark(#16191d,#eef1f5);--soft:light-dark(#5b6470,#a7b0bc);--line:light-dark(#e3e6ea,#363c45);--accent:light-dark(#3550c8,#9db1ff);--tint:light-dark(#e9edfb,#2a3358);--bad:light-dark(#b3261e,#ff9d94);font:400 13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink)}
*{box-sizing:border-box}
.card{position:fixed;left:12px;bottom:12px;width:min(380px,100vw - 24px);max-height:calc(100vh - 24px);overflow:auto;padding:16px;display:grid;gap:12px;border-radius:12px;background:light-dark(#fff,#1b1e23);box-shadow:0 0 0 1px var(--line),0 8px 28px light-dark(#1018281f,#0009)}
h1{margin:0;font-size:15px;font-weight:650}
p{margin:0}
.soft{color:var(--soft)}
.problem{color:var(--bad)}
label{display:flex;align-items:center;gap:8px}
select,button{font:inherit;color:inherit}
select{padding:4px 6px;border:1px solid var(--line);border-radius:6px;background:light-dark(#fff,#23272d)}
ul{margin:0;padding:0;list-style:none;display:grid;border-block:1px solid var(--line)}
li{display:grid;grid-template-columns:112px minmax(0,1fr) auto;align-items:center;gap:8px;padding:6px 0}
li+li{border-top:1px solid var(--line)}
.value{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.value small{display:block;color:var(--soft);font-size:11px;overflow:hidden;text-overflow:ellipsis}
.more{grid-column:2/-1;color:var(--soft);font-size:12px}
button{border:0;border-radius:6px;padding:5px 10px;font-weight:600;color:var(--accent);background:var(--tint);cursor:pointer}
button.main{color:light-dark(#fff,#11151f);background:var(--accent)}
button.quiet{background:none;color:var(--soft)}
button:disabled{opacity:.5;cursor:default}
button[aria-pressed=true]{outline:2px solid var(--accent)}
.actions{display:flex;gap:8px;justify-content:flex-end}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.glass{position:fixed;inset:0;cursor:crosshair}
.frame{position:fixed;visibility:hidden;border:2px solid var(--accent);border-radius:6px;background:color-mix(in srgb,var(--accent) 12%,transparent);pointer-events:none}
@media print{.root{display:none}}
`;
