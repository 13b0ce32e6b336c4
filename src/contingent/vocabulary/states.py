"""The states of the world, each under its ISO 3166 code with every name it commonly goes by."""

from __future__ import annotations

from contingent.vocabulary.party import Party, parties_of

__all__ = ["STATES"]

# code | name | other names | adjectives | seats (capital, and metonyms for its government)
# Plurals of adjectives are added. A capital that mostly means something else is left out
# (San Jose, Kingston, Georgetown, Victoria, Panama City, Brussels, The Hague), as is a name
# that two states share (Congo, Korea). A further line of the same code adds to it.
_TABLE = """
AFG | Afghanistan | Islamic Republic of Afghanistan, Islamic Emirate of Afghanistan | Afghan | Kabul
ALB | Albania | Republic of Albania | Albanian | Tirana
DZA | Algeria | People's Democratic Republic of Algeria | Algerian | Algiers
AND | Andorra | Principality of Andorra | Andorran | Andorra la Vella
AGO | Angola | Republic of Angola | Angolan | Luanda
ATG | Antigua and Barbuda | Antigua & Barbuda, Antigua | Antiguan, Barbudan |
ARG | Argentina | Argentine Republic | Argentine, Argentinian, Argentinean | Buenos Aires
ARG | | | | Casa Rosada
ARM | Armenia | Republic of Armenia | Armenian | Yerevan
AUS | Australia | Commonwealth of Australia | Australian | Canberra
AUT | Austria | Republic of Austria | Austrian | Vienna
AZE | Azerbaijan | Republic of Azerbaijan | Azerbaijani, Azeri | Baku
BHS | Bahamas | The Bahamas, Commonwealth of The Bahamas | Bahamian | Nassau
BHR | Bahrain | Kingdom of Bahrain | Bahraini | Manama
BGD | Bangladesh | People's Republic of Bangladesh | Bangladeshi | Dhaka, Dacca
BRB | Barbados | | Barbadian, Bajan | Bridgetown
BLR | Belarus | Republic of Belarus, Byelorussia | Belarusian, Belarussian | Minsk
BEL | Belgium | Kingdom of Belgium | Belgian |
BLZ | Belize | | Belizean | Belmopan
BEN | Benin | Republic of Benin | Beninese, Beninois | Porto-Novo, Cotonou
BTN | Bhutan | Kingdom of Bhutan | Bhutanese | Thimphu
BOL | Bolivia | Plurinational State of Bolivia | Bolivian | La Paz, Sucre
BIH | Bosnia and Herzegovina | Bosnia & Herzegovina, Bosnia-Herzegovina, Bosnia, BiH | Bosnian |
BIH | | | | Sarajevo
BWA | Botswana | Republic of Botswana | Botswanan, Motswana, Batswana | Gaborone
BRA | Brazil | Federative Republic of Brazil | Brazilian | Brasilia, Brasília, Planalto, Itamaraty
BRN | Brunei | Brunei Darussalam | Bruneian | Bandar Seri Begawan
BGR | Bulgaria | Republic of Bulgaria | Bulgarian | Sofia
BFA | Burkina Faso | Burkina | Burkinabe, Burkinabé, Burkinabè | Ouagadougou
BDI | Burundi | Republic of Burundi | Burundian | Gitega, Bujumbura
KHM | Cambodia | Kingdom of Cambodia | Cambodian | Phnom Penh
CMR | Cameroon | Republic of Cameroon | Cameroonian | Yaoundé
CAN | Canada | | Canadian | Ottawa
CPV | Cape Verde | Cabo Verde, Republic of Cabo Verde | Cape Verdean, Cabo Verdean | Praia
CAF | Central African Republic | CAR | Central African | Bangui
TCD | Chad | Republic of Chad | Chadian | N'Djamena, Ndjamena
CHL | Chile | Republic of Chile | Chilean | Santiago, La Moneda
CHN | China | People's Republic of China, PRC, Mainland China | Chinese | Beijing, Zhongnanhai
COL | Colombia | Republic of Colombia | Colombian | Bogotá
COM | Comoros | Union of the Comoros, The Comoros | Comorian, Comoran | Moroni
COG | Republic of the Congo | Republic of Congo, Congo-Brazzaville | | Brazzaville
COG | | Congo - Brazzaville | |
COD | Democratic Republic of the Congo | Democratic Republic of Congo, DR Congo, DRC, DRCongo | |
COD | | D.R. Congo, D.R.C., RDC, Congo-Kinshasa, Congo - Kinshasa, Zaire | Zairean | Kinshasa
CRI | Costa Rica | Republic of Costa Rica | Costa Rican |
CIV | Côte d'Ivoire | Ivory Coast, Republic of Côte d'Ivoire | Ivorian, Ivoirian | Abidjan
CIV | | | | Yamoussoukro
HRV | Croatia | Republic of Croatia | Croatian, Croat | Zagreb
CUB | Cuba | Republic of Cuba | Cuban | Havana
CYP | Cyprus | Republic of Cyprus | Cypriot | Nicosia
CZE | Czechia | Czech Republic | Czech, Czechs | Prague
DNK | Denmark | Kingdom of Denmark | Danish, Danes | Copenhagen, Folketing
DJI | Djibouti | Republic of Djibouti | Djiboutian |
DMA | Dominica | Commonwealth of Dominica | | Roseau
DOM | Dominican Republic | | Dominican | Santo Domingo
ECU | Ecuador | Republic of Ecuador | Ecuadorian, Ecuadorean, Ecuadoran | Quito
EGY | Egypt | Arab Republic of Egypt | Egyptian | Cairo
SLV | El Salvador | Republic of El Salvador | Salvadoran, Salvadorean, Salvadorian | San Salvador
GNQ | Equatorial Guinea | Republic of Equatorial Guinea | Equatorial Guinean, Equatoguinean | Malabo
ERI | Eritrea | State of Eritrea | Eritrean | Asmara
EST | Estonia | Republic of Estonia | Estonian | Tallinn, Riigikogu
SWZ | Eswatini | Kingdom of Eswatini, Swaziland | Swazi, Emaswati | Mbabane
ETH | Ethiopia | Federal Democratic Republic of Ethiopia | Ethiopian | Addis Ababa
FJI | Fiji | Republic of Fiji, Fiji Islands | Fijian | Suva
FIN | Finland | Republic of Finland | Finnish, Finns | Helsinki, Eduskunta
FRA | France | French Republic | French, Frenchman, Frenchwoman | Paris, Élysée, Elysée Palace
FRA | | | | Élysée Palace, Quai d'Orsay, Matignon, Hôtel de Brienne
GAB | Gabon | Gabonese Republic | Gabonese | Libreville
GMB | Gambia | The Gambia, Republic of The Gambia | Gambian | Banjul
GEO | Georgia | Republic of Georgia | Georgian | Tbilisi
DEU | Germany | Federal Republic of Germany | German | Berlin, Bundestag, Bundeswehr, Bundesrat
GHA | Ghana | Republic of Ghana | Ghanaian, Ghanian | Accra, Jubilee House
GRC | Greece | Hellenic Republic | Greek, Hellenic | Athens
GRD | Grenada | | Grenadian |
GTM | Guatemala | Republic of Guatemala | Guatemalan | Guatemala City
GIN | Guinea | Republic of Guinea, Guinea-Conakry | Guinean | Conakry
GNB | Guinea-Bissau | Republic of Guinea-Bissau, Guinea Bissau | Bissau-Guinean | Bissau
GUY | Guyana | Co-operative Republic of Guyana | Guyanese |
HTI | Haiti | Republic of Haiti | Haitian | Port-au-Prince
VAT | Holy See | Vatican City, Vatican, Vatican City State | |
HND | Honduras | Republic of Honduras | Honduran | Tegucigalpa
HUN | Hungary | | Hungarian | Budapest
ISL | Iceland | Republic of Iceland | Icelandic, Icelander | Reykjavik, Reykjavík, Althing, Althingi
IND | India | Republic of India, Bharat | Indian | New Delhi, Delhi, Lok Sabha, Rajya Sabha
IDN | Indonesia | Republic of Indonesia | Indonesian | Jakarta, TNI
IRN | Iran | Islamic Republic of Iran, I.R. Iran | Iranian | Tehran, Teheran, IRGC
IRQ | Iraq | Republic of Iraq | Iraqi | Baghdad
IRL | Ireland | Republic of Ireland, Irish Republic | Irish, Irishman, Irishwoman | Dublin
IRL | | | | Oireachtas, Dáil, Dáil Éireann, Leinster House
ISR | Israel | State of Israel | Israeli | Jerusalem, Tel Aviv, Knesset, IDF
ITA | Italy | Italian Republic | Italian | Rome, Farnesina, Palazzo Chigi, Quirinale
JAM | Jamaica | | Jamaican |
JPN | Japan | | Japanese | Tokyo
JOR | Jordan | Hashemite Kingdom of Jordan, Hashemite Kingdom | Jordanian | Amman
KAZ | Kazakhstan | Republic of Kazakhstan | Kazakh, Kazakhstani | Astana, Nur-Sultan
KEN | Kenya | Republic of Kenya | Kenyan | Nairobi
KIR | Kiribati | Republic of Kiribati | I-Kiribati |
PRK | North Korea | Democratic People's Republic of Korea, DPRK, N. Korea, N Korea | North Korean |
PRK | | DPR Korea | | Pyongyang
KOR | South Korea | Republic of Korea, ROK, S. Korea, S Korea | South Korean | Seoul, Blue House
XKX | Kosovo | Republic of Kosovo, Kosova | Kosovar, Kosovan, Kosovo Albanian | Pristina, Prishtina
KWT | Kuwait | State of Kuwait | Kuwaiti | Kuwait City
KGZ | Kyrgyzstan | Kyrgyz Republic, Kirghizia | Kyrgyz, Kyrgyzstani | Bishkek
LAO | Laos | Lao People's Democratic Republic, Lao PDR | Laotian, Lao | Vientiane
LVA | Latvia | Republic of Latvia | Latvian | Riga, Saeima
LBN | Lebanon | Lebanese Republic | Lebanese | Beirut
LSO | Lesotho | Kingdom of Lesotho | Basotho, Mosotho | Maseru
LBR | Liberia | Republic of Liberia | Liberian | Monrovia
LBY | Libya | State of Libya | Libyan | Tripoli
LIE | Liechtenstein | Principality of Liechtenstein | Liechtensteiner | Vaduz
LTU | Lithuania | Republic of Lithuania | Lithuanian | Vilnius, Seimas
LUX | Luxembourg | Grand Duchy of Luxembourg | Luxembourger, Luxembourgish |
MDG | Madagascar | Republic of Madagascar | Malagasy, Madagascan | Antananarivo
MWI | Malawi | Republic of Malawi | Malawian | Lilongwe
MYS | Malaysia | | Malaysian | Kuala Lumpur, Putrajaya
MDV | Maldives | Republic of Maldives, The Maldives | Maldivian | Malé
MLI | Mali | Republic of Mali | Malian | Bamako
MLT | Malta | Republic of Malta | Maltese | Valletta
MHL | Marshall Islands | Republic of the Marshall Islands | Marshallese | Majuro
MRT | Mauritania | Islamic Republic of Mauritania | Mauritanian | Nouakchott
MUS | Mauritius | Republic of Mauritius | Mauritian | Port Louis
MEX | Mexico | United Mexican States | Mexican | Mexico City
FSM | Micronesia | Federated States of Micronesia | Micronesian | Palikir
MDA | Moldova | Republic of Moldova | Moldovan | Chisinau, Chișinău, Chişinău
MCO | Monaco | Principality of Monaco | Monégasque, Monacan |
MNG | Mongolia | | Mongolian | Ulaanbaatar, Ulan Bator
MNE | Montenegro | | Montenegrin | Podgorica
MAR | Morocco | Kingdom of Morocco | Moroccan | Rabat
MOZ | Mozambique | Republic of Mozambique | Mozambican | Maputo
MMR | Myanmar | Burma, Republic of the Union of Myanmar, Myanmar (Burma) | Burmese, Myanmarese |
MMR | | | | Naypyidaw, Nay Pyi Taw, Tatmadaw
NAM | Namibia | Republic of Namibia | Namibian | Windhoek
NRU | Nauru | Republic of Nauru | Nauruan | Yaren
NPL | Nepal | Federal Democratic Republic of Nepal | Nepali, Nepalese | Kathmandu
NLD | Netherlands | The Netherlands, Kingdom of the Netherlands, Holland | Dutch |
NLD | | | Dutchman, Dutchwoman | Binnenhof, Tweede Kamer
NZL | New Zealand | Aotearoa | New Zealander | Wellington
NIC | Nicaragua | Republic of Nicaragua | Nicaraguan | Managua
NER | Niger | Republic of the Niger, Republic of Niger | Nigerien | Niamey
NGA | Nigeria | Federal Republic of Nigeria | Nigerian | Abuja, Aso Rock
MKD | North Macedonia | Republic of North Macedonia, Macedonia | Macedonian | Skopje
MKD | | FYROM | North Macedonian |
NOR | Norway | Kingdom of Norway | Norwegian | Oslo, Storting
OMN | Oman | Sultanate of Oman | Omani | Muscat
PAK | Pakistan | Islamic Republic of Pakistan | Pakistani | Islamabad, Rawalpindi, ISPR
PLW | Palau | Republic of Palau | Palauan | Ngerulmud
PSE | Palestine | State of Palestine, Palestinian Authority, Palestinian National Authority | |
PSE | | Palestinian Territories, Occupied Palestinian Territory | Palestinian | Ramallah
PAN | Panama | Republic of Panama | Panamanian |
PNG | Papua New Guinea | Independent State of Papua New Guinea | Papua New Guinean |
PNG | | | | Port Moresby
PRY | Paraguay | Republic of Paraguay | Paraguayan | Asunción
PER | Peru | Republic of Peru | Peruvian | Lima
PHL | Philippines | The Philippines, Republic of the Philippines | Philippine, Filipino, Filipina |
PHL | | | | Manila, Malacañang
POL | Poland | Republic of Poland | Polish, Poles | Warsaw, Sejm
PRT | Portugal | Portuguese Republic | Portuguese | Lisbon
QAT | Qatar | State of Qatar | Qatari | Doha
ROU | Romania | | Romanian | Bucharest
RUS | Russia | Russian Federation, Russian Fed. | Russian | Moscow, Kremlin, State Duma, Duma
RWA | Rwanda | Republic of Rwanda | Rwandan, Rwandese | Kigali
KNA | Saint Kitts and Nevis | St. Kitts & Nevis, St Kitts and Nevis, St. Kitts and Nevis | |
KNA | | | Kittitian, Nevisian | Basseterre
LCA | Saint Lucia | St. Lucia, St Lucia | Saint Lucian, St. Lucian, St Lucian | Castries
VCT | Saint Vincent and the Grenadines | St. Vincent & Grenadines, Saint Vincent, St. Vincent | |
VCT | | St Vincent, St Vincent and the Grenadines | Vincentian | Kingstown
VCT | | St. Vincent and the Grenadines, St. Vincent & the Grenadines | |
WSM | Samoa | Independent State of Samoa, Western Samoa | Samoan | Apia
SMR | San Marino | Republic of San Marino | Sammarinese |
STP | São Tomé and Príncipe | São Tomé & Príncipe, São Tomé | São Toméan |
SAU | Saudi Arabia | Kingdom of Saudi Arabia, KSA | Saudi, Saudi Arabian | Riyadh, Jeddah
SEN | Senegal | Republic of Senegal | Senegalese | Dakar
SRB | Serbia | Republic of Serbia | Serbian, Serb | Belgrade
SYC | Seychelles | Republic of Seychelles, The Seychelles | Seychellois |
SLE | Sierra Leone | Republic of Sierra Leone | Sierra Leonean | Freetown
SGP | Singapore | Republic of Singapore | Singaporean |
SVK | Slovakia | Slovak Republic | Slovak, Slovakian | Bratislava
SVN | Slovenia | Republic of Slovenia | Slovenian, Slovene | Ljubljana
SLB | Solomon Islands | Solomons | Solomon Islander | Honiara
SOM | Somalia | Federal Republic of Somalia | Somali, Somalian | Mogadishu, Villa Somalia
ZAF | South Africa | Republic of South Africa, RSA | South African | Pretoria, SANDF
SSD | South Sudan | Republic of South Sudan | South Sudanese | Juba
ESP | Spain | Kingdom of Spain | Spanish, Spaniard | Madrid, Moncloa, Moncloa Palace
LKA | Sri Lanka | Democratic Socialist Republic of Sri Lanka, Ceylon | Sri Lankan | Colombo
SDN | Sudan | Republic of the Sudan, Republic of Sudan | Sudanese | Khartoum
SUR | Suriname | Republic of Suriname, Surinam | Surinamese | Paramaribo
SWE | Sweden | Kingdom of Sweden | Swedish, Swede | Stockholm, Riksdag
CHE | Switzerland | Swiss Confederation | Swiss | Bern, Berne
SYR | Syria | Syrian Arab Republic | Syrian | Damascus
TWN | Taiwan | Chinese Taipei | Taiwanese | Taipei
TJK | Tajikistan | Republic of Tajikistan | Tajik, Tajikistani | Dushanbe
TZA | Tanzania | United Republic of Tanzania | Tanzanian | Dodoma, Dar es Salaam
THA | Thailand | Kingdom of Thailand | Thai | Bangkok
TLS | Timor-Leste | Timor Leste, East Timor | Timorese, East Timorese | Dili
TGO | Togo | Togolese Republic | Togolese | Lomé
TON | Tonga | Kingdom of Tonga | Tongan | Nuku'alofa
TTO | Trinidad and Tobago | Trinidad & Tobago, Trinidad | Trinidadian, Tobagonian | Port of Spain
TUN | Tunisia | Republic of Tunisia | Tunisian | Tunis
TUR | Türkiye | Turkey, Republic of Türkiye, Republic of Turkey | Turkish, Turk | Ankara
TKM | Turkmenistan | | Turkmen, Turkmenistani | Ashgabat
TUV | Tuvalu | | Tuvaluan | Funafuti
UGA | Uganda | Republic of Uganda | Ugandan | Kampala, UPDF
UKR | Ukraine | | Ukrainian | Kyiv, Kiev, Verkhovna Rada, Bankova
ARE | United Arab Emirates | UAE, U.A.E., the Emirates | Emirati | Abu Dhabi, Dubai
GBR | United Kingdom | UK, U.K., Britain, Great Britain, England, Scotland | British |
GBR | | Northern Ireland, Wales | |
GBR | | United Kingdom of Great Britain and Northern Ireland | Briton, Scottish |
GBR | | | | London, Downing Street, Whitehall, Westminster
USA | United States | United States of America, USA, US, U.S., U.S.A., America | American |
USA | | | | Washington, Washington DC, Washington D.C., White House, Pentagon
USA | | | | State Department, Capitol Hill, Foggy Bottom, Oval Office, CENTCOM
URY | Uruguay | Oriental Republic of Uruguay | Uruguayan | Montevideo
UZB | Uzbekistan | Republic of Uzbekistan | Uzbek, Uzbekistani | Tashkent
VUT | Vanuatu | Republic of Vanuatu | ni-Vanuatu, Ni-Vanuatu, Vanuatuan | Port Vila
VEN | Venezuela | Bolivarian Republic of Venezuela | Venezuelan | Caracas, Miraflores Palace
VNM | Vietnam | Viet Nam, Socialist Republic of Viet Nam | Vietnamese | Hanoi
YEM | Yemen | Republic of Yemen | Yemeni, Yemenite | Sanaa, Sana'a
ZMB | Zambia | Republic of Zambia | Zambian | Lusaka
ZWE | Zimbabwe | Republic of Zimbabwe | Zimbabwean | Harare
ABW | Aruba | | Aruban | Oranjestad
ASM | American Samoa | | American Samoan |
BMU | Bermuda | | Bermudian |
COK | Cook Islands | | Cook Islander |
CUW | Curaçao | | Curaçaoan | Willemstad
CYM | Cayman Islands | | Caymanian |
ESH | Western Sahara | Sahrawi Arab Democratic Republic | Sahrawi, Saharawi | Laayoune
FLK | Falkland Islands | Falklands | Falkland Islander |
FRO | Faroe Islands | Faroes | Faroese | Tórshavn
GIB | Gibraltar | | Gibraltarian |
GRL | Greenland | | Greenlandic, Greenlander | Nuuk
GUF | French Guiana | | French Guianese |
GUM | Guam | | Guamanian |
HKG | Hong Kong | Hong Kong SAR China | Hong Konger |
MAC | Macao | Macau, Macao SAR China | Macanese |
NCL | New Caledonia | | New Caledonian | Nouméa
NIU | Niue | | Niuean |
PRI | Puerto Rico | | Puerto Rican |
PYF | French Polynesia | | French Polynesian | Papeete
"""

STATES: tuple[Party, ...] = parties_of(_TABLE)
"""Every member and observer of the United Nations, Kosovo, Taiwan and larger territories.

A listing says nothing about recognition or status, and a seat only that its name is used for
that party's government.
"""
