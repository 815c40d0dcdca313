export { compare, contact, hardship, place, question } from "../../../modules/finder/ui/strings.zh.json?place";
