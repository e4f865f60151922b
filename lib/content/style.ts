/**
 * Style of what stands in the page: launcher, panel frame, notice. The panel's own look is in its frame.
 * An important rule of a shadow root wins over every rule of the page for the host, so the host needs no attribute.
 */
export const css = `
:host{all:initial!important;display:block!important;position:fixed!important;top:0!important;left:0!important;width:0!important;height:0!important;z-index:2147483647!important;color-scheme:light dark!important}
.launcher,.panel,.notice{position:fixed;box-sizing:border-box;font:600 12px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#16191d;background:#fff;box-shadow:0 1px 2px #10182814,0 8px 28px #1018281f;border:0}
.launcher{top:calc(8px + (100vh - 50px)*var(--y));display:inline-flex;align-items:center;gap:6px;height:34px;min-width:34px;padding:8px;border-radius:99px;cursor:pointer;touch-action:none;user-select:none;-webkit-user-select:none}
.launcher svg{width:18px;height:18px;flex:none}
.launcher span{color:#b3261e;font-weight:500;white-space:nowrap}
.launcher span:empty{display:none}
.launcher[data-loading] svg{opacity:.45}
.launcher:hover{background:#f5f6f8}
.launcher:focus-visible,.notice button:focus-visible{outline:2px solid #3550c8;outline-offset:2px}
.panel{top:12px;width:min(380px,calc(100vw - 70px));height:calc(100vh - 24px);border-radius:12px;color-scheme:light dark}
.root{--edge:12px}
.root[data-side=right] .panel,.root[data-side=right] .launcher,.root[data-side=right] .notice{right:var(--edge)}
.root[data-side=left] .panel,.root[data-side=left] .launcher,.root[data-side=left] .notice{left:var(--edge)}
.root[data-open] .launcher{--edge:calc(20px + min(380px,100vw - 70px))}
.root[data-drag] .launcher{left:var(--x);right:auto;top:var(--t);cursor:grabbing;transform:translate(-50%,-50%)}
.root[data-drag] .panel{pointer-events:none}
.notice{top:calc(8px + (100vh - 120px)*var(--y));display:grid;gap:8px;max-width:240px;padding:12px 14px;border-radius:12px;font-weight:400}
.notice p{margin:0}
.notice button{justify-self:start;font:inherit;font-weight:600;color:#3550c8;background:#e9edfb;border:0;border-radius:6px;padding:5px 10px;cursor:pointer}
[hidden]{display:none!important}
@media (prefers-color-scheme:dark){
.launcher,.panel,.notice{color:#eef1f5;background:#1b1e23;box-shadow:0 1px 2px #0008,0 8px 28px #0009}
.launcher:hover{background:#23272d}
.launcher span{color:#ff9d94}
.launcher:focus-visible,.notice button:focus-visible{outline-color:#9db1ff}
.notice button{color:#9db1ff;background:#2a3358}
}
@media print{.launcher,.panel,.notice{display:none!important}}
`;
