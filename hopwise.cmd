@echo off
setlocal
where node >nul 2>nul || (
  echo hopwise: Node is not installed. Install Node 22.18 or later. 1>&2
  exit /b 1
)
node -e "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)" || (
  echo hopwise: this Node is too old. Install Node 22.18 or later. 1>&2
  exit /b 1
)
rem After an installation, pnpm keeps a copy of the lockfile. It differs when packages were added since.
fc /b "%~dp0pnpm-lock.yaml" "%~dp0node_modules\.pnpm\lock.yaml" >nul 2>nul || node "%~dp0packages\cli\launcher\install.mjs" || exit /b 1
node --disable-warning=ExperimentalWarning "%~dp0packages\cli\src\main.ts" %*
