#!/bin/sh
# 安装一刻钟 · Installs Quarterhour from the unpacked bundle this file lies in: checks every file first, then copies and starts.
#   sh install.sh FOLDER [--fingerprint SHA256] [--no-start]
# Needs nothing but a POSIX shell and sha256sum, shasum or openssl: no network, no Node, no npm.
set -u
LC_ALL=C
export LC_ALL
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1

fail() {
  printf '✖ %s\n' "$1" >&2
  exit 1
}

target=
wanted=
start=yes
while [ $# -gt 0 ]; do
  case $1 in
    --fingerprint)
      [ $# -gt 1 ] || fail '--fingerprint 后缺少指纹 · --fingerprint wants the fingerprint after it.'
      wanted=$2
      shift
      ;;
    --no-start) start=no ;;
    -*) fail "不认识的选项 $1 · $1 is no option: sh install.sh FOLDER [--fingerprint SHA256] [--no-start]" ;;
    *)
      [ -z "$target" ] || fail '只能指定一个文件夹 · Name one folder only.'
      target=$1
      ;;
  esac
  shift
done
[ -n "$target" ] || fail '请指定安装文件夹 · Name the folder to install into: sh install.sh FOLDER'

if command -v sha256sum >/dev/null 2>&1; then
  sums() { sha256sum -c SHA256SUMS 2>/dev/null; }
  sum_of() { sha256sum "$1" | cut -c1-64; }
elif command -v shasum >/dev/null 2>&1; then
  sums() { shasum -a 256 -c SHA256SUMS 2>/dev/null; }
  sum_of() { shasum -a 256 "$1" | cut -c1-64; }
else
  fail '缺少 sha256sum · sha256sum (or shasum) is missing: install coreutils, then run this again.'
fi

cd "$here" || exit 1
[ -f SHA256SUMS ] && [ -f bundle.json ] || fail "$here 不是完整的安装包 · $here is no whole bundle: unpack the archive again."

# The machine.
said() { sed -n "s/^  \"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" bundle.json | head -n 1; }
platform=$(said platform)
case $(uname -s) in
  Linux) system=linux ;;
  Darwin) system=darwin ;;
  *) system=$(uname -s) ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *) machine=$(uname -m) ;;
esac
[ "$platform" = "$system-$machine" ] ||
  fail "安装包适用于 $platform，本机为 $system-$machine · This bundle is for $platform and this machine is $system-$machine: take the bundle made for it."

# The manifest: nothing in it leads out of this folder.
odd=$(grep -Ev '^[0-9a-f]{64}  [^/].*$' SHA256SUMS | head -n 1)
[ -z "$odd" ] || fail "清单有无法接受的一行 · SHA256SUMS has a line that no bundle has: $odd"
odd=$(cut -c67- SHA256SUMS | grep -E '(^|/)\.\.?(/|$)|//|\\|/$' | head -n 1)
[ -z "$odd" ] || fail "清单中有越界路径 · SHA256SUMS holds a path that leads out of the bundle: $odd"
fingerprint=$(sum_of SHA256SUMS)
if [ -n "$wanted" ]; then
  [ "$wanted" = "$fingerprint" ] ||
    fail "指纹不符 · The fingerprint of this bundle is $fingerprint and not the one you were told: do not install it."
fi

# Every file as it was made, none missing, none in addition, no links.
printf '▸ 核对文件 checking files … '
odd=$(find . ! -type d ! -type f | head -n 1)
[ -z "$odd" ] || fail "安装包中有链接或特殊文件 ${odd#./} · ${odd#./} is a link or no file at all: use another bundle."
changed=$(sums | grep -v ': OK$' | sed 's/: FAILED.*//' | head -n 5)
if [ -n "$changed" ]; then
  printf '%s\n' "$changed" | while IFS= read -r path; do
    if [ -f "$path" ]; then printf '\n✖ 已改动 changed: %s' "$path" >&2; else printf '\n✖ 缺失 missing: %s' "$path" >&2; fi
  done
  printf '\n' >&2
  fail '安装包不完整或被改动，未安装 · The bundle is not as it was made and nothing was installed: copy it again and compare its fingerprint.'
fi
checks=$(mktemp -d) || exit 1
trap 'rm -rf "$checks"' EXIT
cut -c67- SHA256SUMS | sort >"$checks/known"
find . -type f | sed 's|^\./||' | grep -v '^SHA256SUMS$' | sort >"$checks/there"
extra=$(comm -13 "$checks/known" "$checks/there" | head -n 1)
[ -z "$extra" ] || fail "安装包中多出文件 $extra，未安装 · $extra is not part of the bundle and nothing was installed: unpack the archive anew."
printf '%s\n' "$(wc -l <"$checks/known" | tr -d ' ')"

./node/bin/node -e '' 2>"$checks/node" ||
  fail "随附的 Node 无法运行 · The Node that came along does not run here ($(head -n 1 "$checks/node")): this system is too old, or libstdc++ is missing."

# Where to.
case $target in
  /*) ;;
  *) target=${OLDPWD:-.}/$target ;;
esac
if [ -e "$target/current" ]; then
  fail "$target 已安装 · Quarterhour is already installed in $target: upgrade it with $target/qh upgrade $here"
fi
mkdir -p "$target/versions" || fail "无法建立 · $target cannot be made: name a folder you may write to."
target=$(CDPATH='' cd -- "$target" && pwd) || exit 1
case $target in
  "$here" | "$here"/*) fail '不能装进安装包自身 · Do not install into the bundle itself: name another folder.' ;;
esac
need=$(($(said bytes) / 1024 + 600000))
free=$(df -Pk "$target" | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$need" ] ||
  fail "磁盘空间不足 · Only $((free / 1024)) MB are free at $target and $((need / 1024)) MB are needed: free some space or name another folder."

name=$(said version)-$(said build | cut -c1-8)
printf '▸ 复制 copying to %s … ' "$target/versions/$name"
rm -rf "$target/versions/.incoming"
mkdir "$target/versions/.incoming" || exit 1
cp -R node program bundle.json SHA256SUMS "$target/versions/.incoming/" || fail '复制失败 · Copying failed: see the line above.'
rm -rf "$target/versions/$name"
mv "$target/versions/.incoming" "$target/versions/$name" || exit 1
for file in start qh; do
  cp "$here/program/deploy/installed/$file" "$target/$file" && chmod 755 "$target/$file" || exit 1
done
[ -f "$target/settings.env" ] || (umask 077 && cp "$here/program/deploy/installed/settings.env" "$target/settings.env") || exit 1
sed "s|@FOLDER@|$target|g" "$here/program/deploy/installed/quarterhour.service" >"$target/quarterhour.service" || exit 1
# The last step: with this link it is installed.
ln -s "versions/$name" "$target/current" || exit 1
printf '✓\n'
printf '已安装 · installed: %s\n  指纹 fingerprint %s\n  设置 settings  %s\n  启动 start     %s\n  命令 commands  %s help\n  系统服务 unit  %s\n' \
  "$target" "$fingerprint" "$target/settings.env" "$target/start" "$target/qh" "$target/quarterhour.service"
[ "$start" = yes ] || exit 0
rm -rf "$checks"
exec "$target/start"
