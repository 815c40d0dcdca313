export { alert, ask, contact, inbox, question, tour } from "../../../modules/finder/ui/strings.zh.json?contact";
