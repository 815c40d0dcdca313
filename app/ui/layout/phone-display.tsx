import { Checkbox, Popover, Radio, Stack, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { speak } from "~/ui/languages/speak";
import { DEFAULT_DISPLAY } from "./display";
import { keepLook, useKeptLook, type Look } from "./kept-look";

/** Language, elder mode, light or dark, changed at once and without a network: nothing of the page is lost. */
export function PhoneDisplay() {
  const { t, i18n } = useTranslation("layout");
  const { setColorScheme } = useMantineColorScheme();
  const look: Look = useKeptLook() ?? { ...DEFAULT_DISPLAY, language: i18n.language === "en" ? "en" : "zh" };
  const change = async (part: Partial<Look>) => {
    const next = { ...look, ...part };
    if (part.language) await speak(i18n, part.language);
    keepLook(next);
    if (part.scheme) setColorScheme(part.scheme);
    tellServer(next);
  };
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus>
      <Popover.Target>
        <UnstyledButton px="md" h={44} aria-label={t("display.open")}>
          {i18n.language === "en" ? "Aa" : "字"}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md" miw={220}>
          <Radio.Group
            name="language"
            value={look.language}
            onChange={(language) => void change({ language: language === "en" ? "en" : "zh" })}
            label={t("display.language")}
          >
            <Stack gap={6} mt={6}>
              <Radio value="zh" label="中文" />
              <Radio value="en" label="English" />
            </Stack>
          </Radio.Group>
          <Radio.Group
            name="scheme"
            value={look.scheme}
            onChange={(scheme) => void change({ scheme: scheme === "light" || scheme === "dark" ? scheme : "auto" })}
            label={t("display.scheme")}
          >
            <Stack gap={6} mt={6}>
              <Radio value="auto" label={t("display.auto")} />
              <Radio value="light" label={t("display.light")} />
              <Radio value="dark" label={t("display.dark")} />
            </Stack>
          </Radio.Group>
          <Checkbox
            checked={look.elder}
            onChange={({ currentTarget }) => void change({ elder: currentTarget.checked })}
            label={t("display.elder")}
            description={t("display.elderWhat")}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Where there is a network, the pages that come from the server look the same from now on; where there is none, nothing is lost. */
function tellServer({ language, elder, scheme }: Look): void {
  const body = new URLSearchParams({ language, scheme, back: "/", ...(elder ? { elder: "yes" } : {}) });
  fetch("/preferences", { method: "POST", body, redirect: "manual" }).catch(() => undefined);
}
