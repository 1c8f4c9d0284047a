@echo off
rem Offline installation: install.cmd [FOLDER], default %USERPROFILE%\shuangyu. No network, no administrator.
chcp 65001 >nul
setlocal
set "PYTHONUTF8=1"
set "PLACE=%~1"
if "%PLACE%"=="" set "PLACE=%USERPROFILE%\shuangyu"
set "PYTHON=py -3"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (
  echo 需要 Python 3.11 或更新版本，请先安装 python.org 的安装包。
  exit /b 1
)
echo 核对文件…
pushd "%~dp0"
%PYTHON% -c "import hashlib,pathlib,sys; rows=[l.split('  ',1) for l in pathlib.Path('SHA256SUMS').read_text(encoding='utf-8').splitlines()]; bad=[n for d,n in rows if not pathlib.Path(n).is_file() or hashlib.sha256(pathlib.Path(n).read_bytes()).hexdigest()!=d]; sys.exit('文件损坏或缺失，请重新复制：'+'、'.join(bad) if bad else 0)" || (popd & exit /b 1)
echo 安装到 %PLACE% …
%PYTHON% -m venv "%PLACE%" || (popd & exit /b 1)
"%PLACE%\Scripts\python" -m pip install --quiet --no-index --find-links wheels --upgrade shuangyu || (popd & exit /b 1)
popd
"%PLACE%\Scripts\shuangyu" doctor
echo 装好了。试用："%PLACE%\Scripts\shuangyu" demo
