/** For whoever walks from device to device. */
export const handOutWords = (file: string, fingerprint: string, address: string): string => `一刻钟 · Quarterhour: ${address}

把 ${file} 装到每台设备上，设备即信任本单位的一刻钟。先核对指纹（SHA-256）：
Put ${file} onto each device, which then trusts this organisation's Quarterhour. Compare its fingerprint (SHA-256) first:
${fingerprint}

Windows（本机全部用户）
  1. 双击 ${file} → 安装证书 → 本地计算机 → 下一步。
  2. 将所有证书放入下列存储 → 浏览 → 受信任的根证书颁发机构 → 完成。
  整个单位：组策略 → 计算机配置 → 策略 → Windows 设置 → 安全设置 → 公钥策略 → 受信任的根证书颁发机构 → 导入。
  Firefox：设置 → 隐私与安全 → 证书 → 查看证书 → 证书颁发机构 → 导入，勾选“信任由此机构来标识网站”。
Windows (for all users of the machine)
  1. Double-click ${file} → Install Certificate → Local Machine → Next.
  2. Place all certificates in the following store → Browse → Trusted Root Certification Authorities → Finish.
  A whole organisation: Group Policy → Computer Configuration → Policies → Windows Settings → Security Settings → Public Key
  Policies → Trusted Root Certification Authorities → Import.
  Firefox: Settings → Privacy & Security → Certificates → View Certificates → Authorities → Import, «identify websites».

Android 安卓
  设置 → 安全（与隐私）→ 更多安全设置 → 加密与凭据 → 安装证书 → CA 证书 → 仍然安装 → 选择 ${file}。
  各品牌位置略有不同，可在设置中搜索“CA 证书”。手机须已设锁屏密码。
Android
  Settings → Security (& privacy) → More security settings → Encryption & credentials → Install a certificate → CA certificate →
  Install anyway → choose ${file}. Makers place it differently: search the settings for «CA certificate». The phone needs a screen lock.

iPhone、iPad
  1. 用“信息”“邮件”或“文件”打开 ${file} → 允许；设置 → 已下载描述文件 → 安装。
  2. 设置 → 通用 → 关于本机 → 证书信任设置 → 打开该证书的开关（不做这一步仍不受信任）。
iPhone, iPad
  1. Open ${file} from Messages, Mail or Files → Allow; Settings → Profile Downloaded → Install.
  2. Settings → General → About → Certificate Trust Settings → switch it on (without this step it is not trusted).
`;
