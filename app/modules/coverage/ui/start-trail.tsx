import { Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./start-trail.module.css";

interface StartTrailProps {
  readonly beyond: number | null;
  readonly question: string;
  /** where the next ones go: the question filled in, and the one page of its answer; null = there is none */
  readonly siting: { readonly question: string; readonly page: string | null };
  readonly offersMonth: boolean;
  readonly offersOwnCity: boolean;
  /** nobody has signed in: steps behind a sign-in say which account opens them */
  readonly isVisitor: boolean;
}

/** The demo's accounts that open the steps. */
const PLANNER = "planner@demo";
const SUPERVISOR = "supervisor@demo";

/** The demo's first steps, in the order in which they make sense. */
export function StartTrail({ beyond, question, siting, offersMonth, offersOwnCity, isVisitor }: StartTrailProps) {
  const { t, i18n } = useTranslation("layout");
  const people = beyond === null ? null : new Intl.NumberFormat(i18n.language).format(beyond);
  const steps: { to: string; title: string; what: string; account?: string }[] = [
    {
      to: `/plan?${question}`,
      title: people ? t("home.trail1", { people }) : t("home.trail1Unknown"),
      what: t("home.trail1What"),
    },
    { to: siting.question, title: t("home.trail2"), what: t("home.trail2What"), account: PLANNER },
    ...(siting.page ? [{ to: siting.page, title: t("home.trail3"), what: t("home.trail3What"), account: PLANNER }] : []),
    ...(offersMonth ? [{ to: "/visits/month", title: t("home.trail4"), what: t("home.trail4What"), account: SUPERVISOR }] : []),
    ...(offersOwnCity ? [{ to: "/plan/city", title: t("home.doorOwn"), what: t("home.doorOwnWhat") }] : []),
  ];
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t("home.trail")}
      </Title>
      <ol className={classes.trail}>
        {steps.map(({ to, title, what, account }) => (
          <li key={to}>
            <Link to={to}>{title}</Link>
            <Text size="sm" c="dimmed">
              {what}
              {isVisitor && account && ` ${t("home.trailSignIn", { account })}`}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
