@echo off
setlocal
if not exist "%~dp0packages\cli\node_modules" (
  echo hopwise: nothing is installed yet. Run this first in %~dp0: npx -y pnpm@12 start 1>&2
  exit /b 1
)
where node >nul 2>nul || (
  echo hopwise: Node is not installed. Install Node 22.18 or later. 1>&2
  exit /b 1
)
node -e "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)" || (
  echo hopwise: this Node is too old. Install Node 22.18 or later. 1>&2
  exit /b 1
)
node --disable-warning=ExperimentalWarning "%~dp0packages\cli\src\main.ts" %*
