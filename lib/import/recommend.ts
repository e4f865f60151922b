/** The question of the Net Promoter Score in folded words, as survey tools' templates ask it in seven languages. */
export const RECOMMEND =
  /how likely.*recommend|wie wahrscheinlich.*(?:weiter)?empfehl|probabilite.*recommand|probab(?:le|ilidad).*recom(?:iend|end)|probabilidade.*recomend|probabil.*(?:consigli|raccomand)|waarschijnlijk.*aanbe/;
