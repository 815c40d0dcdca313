import { Button, Checkbox, Popover, Radio, Stack, UnstyledButton } from "@mantine/core";
import { Form, useLocation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Display } from "./display";

/** Language, elder mode, light or dark: one small form that works before any script arrives on `/preferences`. */
export function DisplayMenu({ language, display }: { readonly language: "zh" | "en"; readonly display: Display }) {
  const { t } = useTranslation("layout");
  const { pathname, search } = useLocation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal={false} trapFocus>
      <Popover.Target>
        <UnstyledButton
          component="a"
          href="/preferences"
          onClick={(event) => {
            event.preventDefault();
            setOpen((was) => !was);
          }}
          px="xs"
          py={6}
          aria-label={t("display.open")}
        >
          {language === "en" ? "Aa" : "字"}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <DisplayForm language={language} display={display} back={pathname + search} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface DisplayFormProps {
  readonly language: "zh" | "en";
  readonly display: Display;
  readonly back: string;
}

export function DisplayForm({ language, display, back }: DisplayFormProps) {
  const { t } = useTranslation("layout");
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="back" value={back} />
      <Stack gap="md" miw={220}>
        <Radio.Group name="language" defaultValue={language} label={t("display.language")}>
          <Stack gap={6} mt={6}>
            <Radio value="zh" label="中文" />
            <Radio value="en" label="English" />
          </Stack>
        </Radio.Group>
        <Radio.Group name="scheme" defaultValue={display.scheme} label={t("display.scheme")}>
          <Stack gap={6} mt={6}>
            <Radio value="auto" label={t("display.auto")} />
            <Radio value="light" label={t("display.light")} />
            <Radio value="dark" label={t("display.dark")} />
          </Stack>
        </Radio.Group>
        <Checkbox
          name="elder"
          value="yes"
          defaultChecked={display.elder}
          label={t("display.elder")}
          description={t("display.elderWhat")}
        />
        <Button type="submit">{t("display.apply")}</Button>
      </Stack>
    </Form>
  );
}
