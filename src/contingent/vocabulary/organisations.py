"""Organisations of states, and armed groups that are parties to conflicts, with their names."""

from __future__ import annotations

from contingent.vocabulary.party import Party, PartyType, parties_of

__all__ = ["GROUPS", "ORGANISATIONS"]

# code | name | other names | adjectives | seats; as in states.py
_ORGANISATIONS = """
UN | United Nations | U.N., UN | |
UNSC | United Nations Security Council | UN Security Council, U.N. Security Council | |
UNSC | | UNSC, Security Council | |
UNGA | United Nations General Assembly | UN General Assembly, U.N. General Assembly, UNGA | |
UNDP | United Nations Development Programme | UNDP, UN Development Programme | |
OCHA | United Nations Office for the Coordination of Humanitarian Affairs | | |
OCHA | | OCHA, UNOCHA, UN OCHA, Office for the Coordination of Humanitarian Affairs | |
UNOPS | United Nations Office for Project Services | UNOPS | |
UNHCR | UN High Commissioner for Refugees | UNHCR, UN Refugee Agency, UN refugee agency | |
UNRWA | United Nations Relief and Works Agency | UNRWA, UN Relief and Works Agency | |
UNICEF | United Nations Children's Fund | UNICEF, Unicef | |
WFP | World Food Programme | WFP, World Food Program, UN World Food Programme | |
WHO | World Health Organization | World Health Organisation, WHO | |
EU | European Union | EU, E.U. | | European Commission, European Council, Berlaymont
NATO | North Atlantic Treaty Organization | North Atlantic Treaty Organisation, NATO, Nato | |
NATO | | North Atlantic Alliance, Atlantic Alliance, North Atlantic Council | |
AU | African Union | AU | | African Union Commission
AUPSC | African Union Peace and Security Council | AU Peace and Security Council | |
AUPSC | | AUPSC, Peace and Security Council | |
LAS | League of Arab States | Arab League | |
OIC | Organisation of Islamic Cooperation | Organization of Islamic Cooperation, OIC | |
GCC | Gulf Cooperation Council | GCC, Gulf Co-operation Council | |
ECOWAS | Economic Community of West African States | ECOWAS, Ecowas | |
ECCAS | Economic Community of Central African States | ECCAS, Eccas | |
SADC | Southern African Development Community | SADC | |
EAC | East African Community | EAC | |
IGAD | Intergovernmental Authority on Development | IGAD, Igad | |
AES | Alliance of Sahel States | AES, Confederation of Sahel States | |
CARICOM | Caribbean Community | CARICOM, Caricom | |
OAS | Organization of American States | Organisation of American States, OAS | |
CELAC | Community of Latin American and Caribbean States | CELAC | |
ASEAN | Association of Southeast Asian Nations | ASEAN, Asean | |
PIF | Pacific Islands Forum | | |
OSCE | Organization for Security and Co-operation in Europe | OSCE | |
OSCE | | Organisation for Security and Co-operation in Europe | |
CSTO | Collective Security Treaty Organization | CSTO, Collective Security Treaty Organisation | |
CIS | Commonwealth of Independent States | | |
SCO | Shanghai Cooperation Organisation | Shanghai Cooperation Organization, SCO | |
BRICS | BRICS | Brics | |
G7 | Group of Seven | G7, G-7 | |
G20 | Group of Twenty | Group of 20, G20, G-20 | |
IMF | International Monetary Fund | IMF | |
WORLDBANK | World Bank | World Bank Group | |
ICRC | International Committee of the Red Cross | ICRC, Red Cross | |
ICC | International Criminal Court | ICC | |
ICJ | International Court of Justice | ICJ, World Court | |
IAEA | International Atomic Energy Agency | IAEA | |
"""

_GROUPS = """
HAMAS | Hamas | Islamic Resistance Movement, Qassam Brigades, Al-Qassam Brigades | |
PIJ | Palestinian Islamic Jihad | Islamic Jihad, PIJ, Al-Quds Brigades | |
FATAH | Fatah | | |
PLO | Palestine Liberation Organization | Palestine Liberation Organisation, PLO | |
HEZBOLLAH | Hezbollah | Hizbollah, Hizbullah, Hezballah | |
HOUTHIS | Houthis | Houthi, Ansar Allah, Ansarullah, Huthi, Huthis | |
TALIBAN | Taliban | Taleban | |
TTP | Tehreek-e-Taliban Pakistan | Tehrik-i-Taliban Pakistan, Pakistani Taliban, TTP | |
DAESH | Islamic State | ISIS, ISIL, Daesh, Islamic State group | |
ALQAEDA | Al-Qaeda | al-Qaeda, Al Qaeda, al Qaeda, Al-Qaida, al-Qaida | |
ALSHABAAB | Al-Shabaab | al-Shabaab, Al Shabaab, al Shabaab, Al-Shabab, al-Shabab | |
BOKOHARAM | Boko Haram | | |
ISWAP | Islamic State West Africa Province | ISWAP | |
JNIM | Jama'at Nusrat al-Islam wal-Muslimin | JNIM | |
M23 | March 23 Movement | M23 | |
AFC | Congo River Alliance | AFC/M23, Alliance Fleuve Congo | |
FDLR | Democratic Forces for the Liberation of Rwanda | FDLR | |
ADF | Allied Democratic Forces | | |
RSF | Rapid Support Forces | | |
SPLMIO | Sudan People's Liberation Movement-in-Opposition | SPLM-IO, SPLA-IO | |
TPLF | Tigray People's Liberation Front | TPLF | |
LNA | Libyan National Army | | |
SDF | Syrian Democratic Forces | | |
PKK | Kurdistan Workers' Party | PKK | |
VIVANSANM | Viv Ansanm | | |
WAGNER | Wagner Group | Wagner mercenaries | |
"""

ORGANISATIONS: tuple[Party, ...] = parties_of(_ORGANISATIONS, type=PartyType.ORGANISATION)
"""Bodies of states that authorise, pay for, lead or supply missions, under their own codes."""

GROUPS: tuple[Party, ...] = parties_of(_GROUPS, type=PartyType.GROUP)
"""Armed movements that consent to, object to or fight a mission."""
