"""The words that put a party on a rung or off the ladder, as tables in the form of `wording`.

Each line holds some of the many ways in which English says one rung or one verdict; of words parted
by slashes each may stand there.
"""

from __future__ import annotations

__all__ = ["OPERATORS"]

OPERATORS = """
attitude | engaging | verb | hold/open/begin/start/resume/conduct/continue talks/discussions
attitude | engaging | verb | hold/open/begin consultations/negotiations
attitude | engaging | verb | start/resume/conduct/continue consultations/negotiations
attitude | engaging | verb | hold/open/begin/resume/continue conversations/contacts/exchanges
attitude | engaging | verb | exchange letters/notes/views with, send a delegation/team to discuss
attitude | engaging | other | talks/discussions/consultations have/had begun/opened
attitude | engaging | other | talks/discussions/consultations have/had resumed/continued
attitude | considering | verb | give/lend serious/careful/active/due/urgent thought/consideration
attitude | considering | verb | give/lend favourable/favorable/positive/fresh thought/consideration
attitude | considering | other | under active/serious/close/urgent consideration/review/study
attitude | considering | other | under positive/constant/internal consideration/review/study
attitude | considering | verb | toy/play/flirt with the idea/notion/thought
attitude | considering | verb | float/broach/air/raise the idea/possibility/prospect/notion of
attitude | approved | verb | give/grant/lend its/their/his/her/the assent/blessing/nod/backing
attitude | approved | verb | give/grant/lend its/their/his/her/the endorsement/okay/seal
attitude | approved | verb | give/grant formal/final/unanimous/overwhelming assent/blessing/backing
attitude | approved | verb | win/receive/get/secure/obtain the/its assent/blessing/go/backing of
attitude | approved | verb | pass/adopt/carry/approve a/the motion/bill/decree/mandate/resolution
attitude | approved | verb | sign/issue/promulgate a/the/an decree/order/warrant
attitude | selected | other | was/were/been/being chosen/picked to/as/for
attitude | selected | other | was/were/been/being tapped/designated/appointed to/as/for
attitude | selected | other | was/were/been/being shortlisted/nominated/named/handpicked to/as/for
attitude | selected | other | awarded/assigned/allotted/handed/given the/a sector/command/lead/post
attitude | notified | verb | file/submit/deposit/lodge a/its/the formal/written letter/note/notice
attitude | notified | verb | file/submit/deposit/lodge a/its/the letter/notification/note/pledge
attitude | notified | other | in a letter/note/communication addressed to, by formal letter/note
attitude | contracted | verb | exchange/finalise/finalize signed copies/letters of assist
event | preparing | verb | undergo/begin its/their/mission/final training/drills
event | preparing | verb | start/complete/finish its/their/mission/final training/drills
event | preparing | verb | undergo/begin/complete/hold its/their/final exercises/rehearsals/medicals
event | preparing | verb | pass/undergo/clear its/their/the/a inspection/verification/assessment
event | preparing | verb | load/ship/crate/paint/embark its/their vehicles/equipment/gear/trucks
event | deployed | other | welcomed/greeted/met/received at/on/by the airport/tarmac/quayside
event | deployed | verb | take up positions/quarters, go ashore at
event | operational | verb | reach/declare initial/full operating/operational capability
event | operational | verb | attain/achieve initial/full operating/operational capability
event | operational | verb | reach/declare initial/full operational capacity/readiness
event | operational | verb | attain/achieve initial/full operational capacity/readiness
event | operational | verb | take/assume formal/full command/control/charge/responsibility
event | operational | verb | assume security/operational responsibility/control
decide | undecided | other | still/yet to decide/respond/reply/answer/pronounce/choose/commit
decide | undecided | other | still/yet to say whether/if, yet to take/make/reach a decision
decide | undecided | verb | reserve/withhold/suspend its/their/his judgement/judgment/position
decide | undecided | verb | reserve/withhold judgement/judgment/a decision
decide | undecided | verb | keep its/his/their counsel
decide | undecided | other | in no hurry/rush/haste to, torn/split/divided between/about
decide | undecided | other | no word/answer/reply/response from, not given/gave an/any answer
refuse | | other | no wish/desire/appetite/stomach/inclination/enthusiasm to/for
refuse | | other | no business in/sending
refuse | | other | no interest in sending/joining/taking, not in a position/mood to send/join
refuse | | verb | stay/keep/remain on the sidelines, stay/keep/remain clear of
refuse | | verb | snub, shrug/laugh off
suspend | | verb | bring/come/grind to a halt/standstill, call an abrupt/immediate halt to
suspend | | other | on hold/ice/pause until/pending, pending further notice, indefinitely postponed
withdraw | | verb | pull/bring/order/call its/their troops/soldiers/contingent home/out/back
withdraw | | verb | pull/bring/order/call the/his/all troops/soldiers/contingent home/out/back
withdraw | | verb | pull/bring its/their/the/all police/battalion/peacekeepers home/out/back
withdraw | | verb | order/call its/their/the/all police/battalion/peacekeepers home/out/back
withdraw | | verb | pull/bring its/their/the/all men/engineers/forces/officers home/out/back
withdraw | | verb | order/call its/their/the/all men/engineers/forces/officers home/out/back
withdraw | | verb | end/close/conclude/terminate its/their/the participation/deployment/involvement
withdraw | | verb | end/close/conclude/terminate/wind its/their/the presence/role/commitment/tour
withdraw | | verb | rescind/retract/revoke/cancel its/their/the/his offer/pledge/promise/commitment
withdraw | | verb | walk/step away from, step/pull back from its/the/their pledge/offer/promise
contact | | verb | extend/send/issue/deliver/convey/hand an/a/the invitation/request/appeal/plea to
contact | | verb | extend/send/issue/deliver/convey formal invitation/invitations/requests to
contact | | noun | overture/overtures/plea/pleas/feelers
attitude | engaging | verb | attend, hold talks, hold discussions, join talks, discuss
attitude | engaging | verb | negotiate, sit in on, talk with, talk to
attitude | engaging | verb | hold consultations, hold negotiations, exchange views, confer
attitude | engaging | verb | sit through, talk through, take part in talks
attitude | engaging | verb | take part in planning, join planning, consult with, dial in
attitude | engaging | verb | dial into, join a call
attitude | engaging | past | met, met with
attitude | engaging | verb | open talks, begin talks, start talks, enter talks, enter into talks
attitude | engaging | verb | open negotiations, begin negotiations, start negotiations
attitude | engaging | verb | begin discussions, open discussions, start discussions, listen in
attitude | engaging | verb | sit down with, take part in talks, sound each other out
attitude | engaging | other | was briefed, were briefed, been briefed, in close contact
attitude | engaging | verb | sit at the table
attitude | engaging | other | for talks on, for talks about, for discussions on
attitude | engaging | other | for discussions about, for consultations on, in talks with
attitude | engaging | other | in close touch, in dialogue, in conversation, in conversations
attitude | engaging | other | in regular contact, in constant contact, in close consultation
attitude | engaging | other | talks between, discussions between, negotiations between
attitude | engaging | other | consultations between, contacts between, in the room when
attitude | engaging | other | had a seat at the table, at the table when
attitude | engaging | other | been talking, are talking, is talking
attitude | engaging | other | in talks, in discussions, in negotiations, in consultations
attitude | engaging | other | in contact, in touch, represented at, briefed on
attitude | engaging | verb | hold a series of, open a round of, hold a round of, begin a round of
attitude | engaging | other | consultations have been under way, talks have been under way
attitude | engaging | other | discussions have been under way, talks are under way
attitude | engaging | other | discussions are under way, consultations are under way
attitude | engaging | other | talks were under way, discussions were under way, at the table when
attitude | engaging | other | at the table in, at the table, represented by, exchange of views
attitude | engaging | verb | go through the draft, go over the draft, go over the plans
attitude | engaging | verb | go through the plans
attitude | engaging | verb | pore over, thrash out, hammer out, sit around the table
attitude | engaging | verb | sit at a table
attitude | engaging | other | around the table, round the table, locked in discussions
attitude | engaging | other | locked in talks
attitude | engaging | other | locked in negotiations, in the room, at the planning table
attitude | engaging | other | planning sessions, working sessions, working session, staff talks
attitude | engaging | other | deep in talks, deep in discussions, two days of talks
attitude | engaging | other | rounds of talks
attitude | engaging | other | round of talks, a seat at, technical talks, exploratory talks
attitude | considering | verb | consider, weigh, weigh up, study, mull, mull over, explore
attitude | considering | verb | examine, evaluate, assess, contemplate, ponder, review, look at
attitude | considering | verb | deliberate
attitude | considering | verb | look into, think about, toy with, debate, entertain, hope, wish
attitude | considering | verb | want, analyse, keep open, express interest, welcome the idea
attitude | considering | verb | lean towards, analyze, give thought to, give consideration to
attitude | considering | verb | think over, float, look at, not exclude
attitude | considering | verb | think hard about, think seriously about, look closely at
attitude | considering | verb | look hard at, look seriously at, take a close look at
attitude | considering | verb | take a look at, think aloud about, muse about, flirt with
attitude | considering | verb | warm to, keep its options open, keep their options open
attitude | considering | verb | keep the door open, leave the door open, leave open the possibility
attitude | considering | verb | hold open the possibility, keep alive, investigate
attitude | considering | verb | look favourably on, look favorably on, leave the door ajar
attitude | considering | other | close to committing, close to sending, close to joining
attitude | considering | other | close to deploying, close to agreeing, close to signing
attitude | considering | other | close to approving, close to a deal, on the verge of
attitude | considering | other | on the brink of, edging towards, moving towards, inching towards
attitude | considering | other | nearing, leaning to, positive about, well disposed to
attitude | considering | other | minded to, warming to, leaning toward, being mooted
attitude | considering | other | has not excluded, have not excluded, did not exclude
attitude | considering | other | does not exclude, do not exclude, not closed the door
attitude | considering | other | not close the door, not shut the door
attitude | considering | other | not slammed the door, in the running
attitude | considering | other | able to, in a position to, capable of, keeping an open mind
attitude | considering | noun | interest, openness, possibility, consideration, inclination
attitude | considering | noun | option, studying of, idea, interests, possibilities, prospect
attitude | considering | noun | curiosity
attitude | considering | other | interested, open to, inclined, keen, considering, tempted
attitude | considering | other | favourable, potentially, possibly, perhaps, likely, unlikely
attitude | considering | other | expected to, maybe, under consideration, under review
attitude | considering | other | are expected, is expected, on the table, leaning towards
attitude | considering | other | given serious thought, given some thought, giving serious thought
attitude | considering | other | given thought, under study, under examination, under active study
attitude | considering | other | under discussion in, on the cards, in play, a live option
attitude | considering | other | not off the table, not out of the question, not ruling out
attitude | considering | other | not ruled out, not rule out, not ruling it out, not ruled it out
attitude | considering | other | being looked at, looking at it, looking into it, a possibility
attitude | considering | verb | give careful thought, give serious thought
attitude | considering | verb | give some thought, give thought
attitude | considering | verb | keep an open mind, weigh up whether, sound out opinion
attitude | considering | verb | take soundings
attitude | willing | other | nothing stands in the way of, nothing stood in the way of
attitude | willing | other | game for, up for, no qualms about, nothing against
attitude | willing | other | favourably disposed
attitude | willing | other | would be honoured to, would be honored to, only too happy
attitude | willing | other | more than happy
attitude | willing | other | at the ready, on call for, raring to, not shirk, not be found wanting
attitude | willing | other | willing, ready, prepared, happy to, glad to, stand by to
attitude | willing | other | not averse, gladly, happily, disposed to, amenable to, pleased to
attitude | willing | other | no difficulty with, no difficulty in, no problem with sending
attitude | willing | other | no problem with joining, no problem in principle, eager to
attitude | willing | other | gearing up to
attitude | willing | other | on standby, on standby to, standing by to, lined up to, agreeable to
attitude | willing | other | no objection to sending, no objections to sending
attitude | willing | other | no objection to joining, no objections to joining
attitude | willing | other | no objection to contributing, no objections to contributing
attitude | willing | verb | declare itself ready, declare itself willing, declare itself prepared
attitude | willing | verb | declare themselves ready, declare themselves willing
attitude | willing | verb | intend, plan, aim, stand ready, signal willingness
attitude | willing | noun | willingness, readiness, preparedness, intention, plan to, plans to
attitude | offered | verb | offer, volunteer, put forward, make available, tender, propose
attitude | offered | noun | offer, offers, proposal to
attitude | offered | other | at the disposal of, at its disposal
attitude | offered | other | on offer, at the mission s disposal, at the force s disposal
attitude | offered | other | at the un s disposal, at nato s disposal, at the coalition s disposal
attitude | offered | verb | earmark, table an offer, come forward with, make an offer of
attitude | offered | verb | make an offer to, extend an offer
attitude | pledged | verb | pledge, commit, promise, vow, undertake, guarantee, agree, announce
attitude | pledged | verb | say yes, confirm deployment, confirm the deployment
attitude | pledged | verb | confirm its participation, confirm participation
attitude | pledged | verb | confirm its contribution, sign up, confirm its battalion
attitude | pledged | verb | confirm its contingent, confirm its offer, confirm its pledge
attitude | pledged | verb | confirm a contingent, confirm a battalion, confirm a company
attitude | pledged | verb | confirm a police unit, confirm a unit, confirm its troops
attitude | pledged | verb | confirm the dispatch, confirm the sending, confirm the contribution
attitude | pledged | verb | confirm its involvement, confirm its role, confirm its soldiers
attitude | pledged | verb | confirm its police, confirm its place, confirm a contribution
attitude | pledged | verb | give its word, give their word, give his word, give her word
attitude | pledged | verb | give an assurance, give assurances, give a guarantee
attitude | pledged | verb | give an undertaking, pledge to send, assure
attitude | pledged | noun | pledge, pledges, promise, promises, commitment, commitments
attitude | pledged | noun | undertaking, dotted line
attitude | notified | other | set down in a letter, confirmed by letter, confirmed in a letter
attitude | notified | other | put in writing, put it in writing, readiness register, force register
attitude | notified | other | capability readiness system, readiness list, formally registered
attitude | notified | other | informed by letter, letter of confirmation
attitude | notified | other | lodged with the secretariat
attitude | notified | verb | notify, formally notify, inform in writing
attitude | notified | verb | register
attitude | notified | noun | note verbale, letter of intent, diplomatic note, formal letter
attitude | notified | noun | official letter, written notification, formal notification
attitude | notified | noun | letter of commitment, readiness system, written confirmation
attitude | notified | noun | letter of intention, written notice, written undertaking
attitude | notified | noun | formal notice, letter confirming, written commitment
attitude | notified | noun | note verbale confirming, diplomatic note confirming
attitude | selected | other | allotted the, handed the post of, given command of, given the post of
attitude | selected | other | given the deputy, given the lead, given the role of
attitude | selected | other | handed command of
attitude | selected | verb | select, choose, pick, designate
attitude | selected | verb | nominate, task, settle on
attitude | selected | other | was retained, been retained, were retained
attitude | selected | other | was picked, were picked, been picked, was designated
attitude | selected | other | were designated, been designated, was nominated, been nominated
attitude | selected | other | was tasked, been tasked, were tasked, were nominated
attitude | selected | other | was handpicked, been handpicked, been accepted as, got the nod
attitude | selected | other | got the nod from, was taken up, been taken up, were taken up
attitude | selected | other | was named deputy commander, named deputy commander
attitude | selected | other | was named force commander, was appointed force commander
attitude | selected | other | been named force commander, been appointed force commander
attitude | selected | other | was named commander, was appointed commander, was named to lead
attitude | selected | other | was appointed deputy force commander, was appointed to lead
attitude | selected | other | was named deputy force commander, been named to lead
attitude | selected | other | was selected, were selected, been selected, was chosen
attitude | selected | other | were chosen, been chosen, was accepted, been accepted
attitude | selected | other | were accepted
attitude | approved | verb | grant its mandate, grant a mandate, give a mandate, give its mandate
attitude | approved | verb | raise the ceiling, lift the ceiling, clear
attitude | approved | other | president s assent, presidential assent, received assent
attitude | approved | other | the president s signature, received the assent
attitude | approved | verb | sanction the, give the green light to, give the thumbs up, sign off
attitude | approved | verb | give parliament s approval, give the deployment its blessing
attitude | approved | other | given the green light, given the go ahead, given the nod
attitude | approved | other | royal assent
attitude | approved | other | won approval, won parliamentary approval, got the green light
attitude | approved | other | cleared by parliament, cleared by the cabinet, cleared parliament
attitude | approved | verb | approve, authorise, authorize, ratify, endorse, greenlight
attitude | approved | verb | sign off on, give the go ahead, give the nod, give its blessing
attitude | approved | verb | sign a decree, sign the decree, sign an order, sign the order
attitude | approved | verb | issue a decree, issue an order, issue a presidential decree
attitude | approved | verb | sign a bill, sign the bill, sign into law, sign a law
attitude | approved | verb | pass the motion, adopt the motion, pass a resolution
attitude | approved | verb | pass the resolution
attitude | approved | verb | pass legislation, pass the law, adopt the law, adopt a law
attitude | approved | other | decree authorising, decree authorizing, order authorising
attitude | approved | other | order authorizing, bill authorising, law authorising
attitude | approved | verb | pass a mandate, pass a bill, pass a law, pass a motion
attitude | approved | verb | pass a resolution to send, adopt a mandate, adopt a motion
attitude | approved | verb | adopt a bill, pass the bill, pass the mandate, adopt the mandate
attitude | approved | verb | wave through, nod through, vote through, give its okay
attitude | approved | verb | give final approval, give parliamentary approval, back a bill
attitude | approved | verb | give its consent to sending, give its consent to the deployment
attitude | approved | verb | give a green light, clear a deployment, okay, give its go ahead
attitude | approved | past | green lit, greenlit, green lighted, rubber stamped, ok d
attitude | approved | verb | give its approval, give its assent, clear the sending
attitude | approved | verb | clear the deployment, clear the dispatch, clear the way
attitude | approved | noun | approval, authorisation, authorization, green light, ratification
attitude | contracted | noun | participation agreement, technical agreement, technical arrangement
attitude | contracted | noun | implementation agreement, framework agreement, financing agreement
attitude | contracted | verb | put their signatures, put its signature, put their names
attitude | contracted | verb | put its name
attitude | contracted | verb | put his signature, put her signature, put his name, put her name
attitude | contracted | verb | affix its signature, affix their signatures, set their signatures
attitude | contracted | noun | memorandum of understanding, status of forces agreement, mou
attitude | contracted | noun | letter of assist, agreement on the status of, memorandum
attitude | contracted | other | ink is dry, ink was dry, bears both signatures, signed and sealed
attitude | contracted | other | bear both signatures, bears the signatures, bear the signatures
attitude | contracted | verb | put pen to paper, exchange signed copies, countersign, initial
attitude | contracted | verb | sign, ink, seal, renew, put its signature to
attitude | contracted | verb | put their signatures to, put its name to, put their names to
attitude | contracted | verb | enter into an agreement, enter into an accord
attitude | contracted | verb | conclude a letter of assist, conclude a participation agreement
attitude | contracted | verb | conclude a technical agreement, conclude the agreement
attitude | contracted | verb | sign an agreement, sign a deal, sign an accord
attitude | contracted | verb | sign a contract, sign a new contract, sign a new agreement
attitude | contracted | verb | conclude an agreement, conclude an accord, conclude a deal
attitude | contracted | verb | conclude a memorandum of understanding, sign a pact
attitude | contracted | verb | conclude a status of forces agreement, conclude a contract
attitude | contracted | verb | sign the agreement, sign a memorandum of understanding
attitude | contracted | verb | sign the memorandum of understanding, sign an mou, sign the mou
attitude | contracted | verb | sign a status of forces agreement
attitude | contracted | verb | sign a memorandum, sign the memorandum, sign a letter of assist
event | preparing | verb | take on stores, load stores, brush up, pack its kit, pack their kit
event | preparing | verb | take on supplies, stow, crate, kit out, hone, run through drills
event | preparing | verb | put through its paces, put through their paces, inspect camp sites
event | preparing | other | railway wagons, flatcars, low loaders, on to trains, onto trains
event | preparing | other | weapons classes, language classes, language lessons, medical screening
event | preparing | other | vaccinations, work up training, final rehearsals, dress rehearsal
event | preparing | other | put through their paces, put through its paces, site survey
event | preparing | other | walked over, prospective campsites, being loaded, was being loaded
event | preparing | other | were being loaded, being crated, being painted white, painted white
event | preparing | verb | begin training, start training, train, load, finish training
event | preparing | verb | begin, start
event | preparing | verb | prepare for, pack, practise, practise for
event | preparing | verb | depart for, set off for, set out for, take off for, sail for
event | preparing | verb | leave for, fly out, ship out, start preparing, begin preparing
event | preparing | verb | undergo medical checks, undergo medical tests, undergo vaccinations
event | preparing | verb | undergo checks, pass inspection, pass an inspection
event | preparing | verb | hold an exercise, hold exercises, hold its final exercise
event | preparing | verb | hold a final exercise, carry out a reconnaissance
event | preparing | verb | carry out reconnaissance, conduct reconnaissance
event | preparing | verb | conduct a reconnaissance, make a reconnaissance, take part in exercises
event | preparing | verb | pass its un inspection, pass un inspection, ship its equipment
event | preparing | verb | ship their equipment, ship its vehicles, ship their vehicles
event | preparing | verb | scout for, look for a site, look for sites, survey sites
event | preparing | verb | survey the site, scout sites, survey a site
event | preparing | verb | pass a pre deployment inspection, start readying, begin readying
event | preparing | verb | hold a farewell parade, hold a send off, see off
event | preparing | ongoing | readying, kitting out, mustering, assembling for
event | preparing | other | was inspected, were inspected, been inspected, farewell parade
event | preparing | verb | pass its inspection, pass the inspection, pass a un inspection
event | preparing | verb | complete pre deployment training, finish pre deployment training
event | preparing | verb | hold drills, get ready, conduct drills, run drills
event | preparing | other | been vaccinated, being vaccinated, begun preparing
event | preparing | other | en route, on their way, on its way, been kitted out, doing drills
event | preparing | other | inspection visit, scouting party, fact finding team
event | preparing | verb | rehearse, drill, board, embark, set sail, complete training
event | preparing | verb | complete its training, complete their training, undergo training
event | preparing | verb | finish its training, finish their training, receive training
event | preparing | other | pre deployment training, predeployment training
event | preparing | other | pre deployment inspection, pre deployment verification
event | preparing | other | reconnaissance officers, reconnaissance party, advance survey
event | preparing | other | begun training, started training, completed training, in training
event | preparing | other | reconnaissance mission, reconnaissance visit, reconnaissance team
event | deployed | other | greeted on the tarmac, welcomed on the tarmac, greeted at the airport
event | deployed | other | welcomed at the airport, met at the airport, stepped off a plane
event | deployed | verb | pitch camp, set up camp
event | deployed | verb | reach the theatre, reach the mission area
event | deployed | verb | arrive, land, touch down, reach theatre, come ashore, disembark
event | deployed | verb | step off, fly in, fly into, roll into, reach
event | deployed | verb | set foot in, set foot on, dock in, wade ashore
event | deployed | verb | go ashore, take up their posts, take up its post
event | deployed | verb | report for duty, move into position
event | deployed | noun | arrival, arrivals
event | operational | other | became operational, is operational, are operational
event | operational | other | fully operational, declared operational, transfer of authority
event | operational | other | full operational capability, full operating capability
event | operational | other | full operational capacity, initial operational capability
event | operational | verb | assume command, assume responsibility, take over command
event | operational | verb | take charge of, take over the guarding of, take over guarding
event | operational | verb | take over the security of, take over the running of
event | operational | verb | declare itself ready for operations, declare itself ready for duty
event | operational | other | declared fully capable, declared ready for operations
event | operational | verb | begin operations, start operations, begin patrols, start patrols
event | operational | verb | begin patrolling, start patrolling, assume its duties
event | operational | verb | assume their duties, take up its duties, take up their duties
event | operational | verb | assume control, take control of
event | operational | verb | take over its sector, take over their sector, take over its area
event | operational | verb | declare itself operational, declare themselves operational
event | operational | verb | take over the area, become fully operational, reach full strength
event | operational | verb | begin its operations, conduct its first patrol
event | operational | other | up and running, begun patrolling, begun patrols, begun operations
event | operational | other | fully functional, initial operational capacity
event | operational | verb | take over the sector, take over responsibility, take command
event | operational | other | become operational, now operational
event | operational | other | initial operating capability
decide | | verb | make up their minds, make up our minds, decide, opt, make up its mind
decide | | verb | make up their mind, make up our mind
decide | | verb | take a position, take a stand, take a stance, form a view, adopt a position
decide | | verb | make a decision, reach a decision, take a decision, come to a decision
decide | | verb | vote, vote to, choose to
decide | send | verb | vote in favour of sending, vote in favor of sending, vote for sending
decide | send | verb | vote in favour of deploying, vote in favor of deploying
decide | send | verb | vote in favour of the deployment, vote in favor of the deployment
decide | send | verb | vote in favour of the dispatch, vote in favour of a deployment
decide | send | verb | vote for the deployment, vote for the dispatch, vote for deploying
decide | | verb | resolve
decide | | noun | decision, decisions, final decision, a final word
decide | undecided | other | cold feet, matter unresolved, question unresolved
decide | undecided | other | split down the middle
decide | undecided | other | jury is still out, jury was still out, no consensus on
decide | undecided | other | no agreement on
decide | undecided | other | stopped short of committing, would not commit, not commit itself
decide | undecided | other | refused to commit, declined to commit, kicked the can
decide | undecided | other | kicked into touch
decide | undecided | verb | sleep on it, take its time, keep everyone guessing
decide | undecided | verb | keep others guessing
decide | undecided | verb | dodge the question, sidestep the question, duck the question
decide | undecided | other | undecided, uncommitted, non committal, noncommittal, indecision
decide | undecided | other | on the fence, wait and see, hesitant, hesitating, wavering
decide | undecided | other | hold off, holding off, held off, premature, too early to
decide | undecided | ongoing | making up its mind, making up their mind, keeping its cards close
decide | undecided | other | in the balance, hanging in the balance, close to its chest
decide | undecided | verb | put off a decision, delay a decision, postpone a decision
decide | undecided | verb | defer a decision, put off its decision, delay its decision
decide | undecided | verb | postpone its decision, defer its decision, leave the decision
decide | undecided | verb | leave a decision, put off the decision, put off deciding
decide | undecided | other | nothing has been settled, nothing is settled, nothing was settled
decide | undecided | verb | reserve judgement, reserve judgment, play for time, keep its counsel
decide | undecided | verb | hesitate to, hesitate over, hesitate, waver, dither, vacillate
decide | undecided | verb | prevaricate, equivocate, sit on its hands, stall on, stall over
decide | undecided | other | divided over, split over, at odds over, divided on, split on
decide | undecided | other | yet to vote on, yet to vote, will vote on, to vote on, due to vote
decide | undecided | verb | buy time, sit on the fence, bide its time, leave open whether
decide | undecided | other | before deciding, before making a decision, before taking a decision
decide | undecided | other | before it decides, before committing, before making any commitment
decide | undecided | other | not been confirmed, not yet been confirmed, yet to be confirmed
decide | undecided | other | yet to confirm, has not confirmed, have not confirmed
decide | undecided | other | had not confirmed, not yet confirmed, not confirmed whether
decide | undecided | other | given no answer, gave no answer, no firm answer, no clear answer
decide | undecided | other | given no clear answer, neither confirmed nor denied
decide | undecided | other | neither confirm nor deny, in two minds, of two minds, torn over
decide | undecided | other | too soon to, too early for, undecided on, non commital
refuse | | verb | sit this one out, sit it out, sit this out, beg off, cry off, bow out of
refuse | | verb | give a flat no, say thanks but no thanks, pour cold water on, wave away
refuse | | verb | demur, keep its distance, keep their distance, wash its hands of, stay put
refuse | | verb | turn its back on, turn a deaf ear, keep its soldiers at home, keep out of it
refuse | | verb | stay at home, stay home, keep its troops at home, give a wide berth
refuse | | other | thanks but no, a flat no, no plans for, no plan for, a firm no
refuse | | other | no intention of, in no mood, not interested, has no interest in
refuse | | other | no soldier of ours
refuse | | other | will not be going, would not be going, will not be joining, not be joining
refuse | | other | will not be sending, would not be sending, not be sending
refuse | | other | will not be taking part
refuse | | other | counted itself out, counted out, ruled itself out, not be among
refuse | | verb | say no to, close the door, turn, dismiss the idea
refuse | | verb | refuse, decline, rule out, reject, turn down, rebuff, balk at, preclude
refuse | | verb | stay out of, sit out, stand aside, opt out, pass on, pass up
refuse | | verb | shut the door, slam the door, spurn, brush aside, brush off, rule itself out
refuse | | verb | want no part, have no part, play no part, take no part, have no role
refuse | | verb | play no role, stay on the sidelines, stay away from, opt against
refuse | | verb | decide against, choose not to, opt not to, decide not to, elect not to
refuse | | verb | vote against sending, vote down, throw out, give short shrift
refuse | | verb | abandon the idea, drop the idea, give up on, drop its plan, abandon plans
refuse | | verb | abandon its plan, abandon its plans, drop plans, drop its plans, scrap plans
refuse | | verb | have nothing to do with, want nothing to do with
refuse | | other | will not set foot, never set foot, not set foot
refuse | | other | out of the question, off the table, not on the table, not on the agenda
refuse | | other | no question of, no appetite for, no desire to
refuse | | noun | refusal, rejection
refuse | | other | unwilling, reluctant to, not willing
suspend | | verb | call a stop to, call a halt to, call a temporary halt to
suspend | | verb | call a temporary stop to
suspend | | verb | put the departure on hold, put plans on hold, put its plans on hold, stand down
suspend | | verb | put the plan on ice, stay the, hold off on, push back indefinitely
suspend | | other | in abeyance, in cold storage, in limbo, stood down, shelved until
suspend | | verb | suspend, halt, pause, freeze, shelve, postpone, put on hold, put on ice
suspend | | verb | stop sending, stop deploying, cease sending, put off the departure
suspend | | verb | put off the deployment, put off its deployment, put off its departure
suspend | | verb | interrupt, mothball, put on the back burner, put the brakes on
suspend | | verb | delay the sending, delay the departure, delay the deployment
suspend | | verb | delay the dispatch, delay its deployment, delay its departure
suspend | | verb | delay indefinitely, defer the deployment, defer its deployment
suspend | | verb | put off indefinitely, put off until further notice, put off sending
suspend | | verb | press pause on, hit pause on, hit the pause button, press the pause button
suspend | | verb | hold back its contingent, hold back its troops, hold up the deployment
suspend | | other | been put off indefinitely, was put off indefinitely
suspend | | other | frozen until further notice
suspend | | other | postponed indefinitely, paused until further notice
suspend | | other | been delayed indefinitely, delayed until further notice
suspend | | other | on pause, on hold, on ice, suspension
withdraw | | verb | withdraw, pull out, pull, drop out, rescind, quit, recall, walk back
withdraw | | verb | leave, remove, cut short, scale down, draw down, wind down, quit the mission
withdraw | | verb | reduce its contribution, reduce its contingent, reduce its presence
withdraw | | verb | bring, take, end its participation, end their participation
withdraw | | verb | end its deployment, end its involvement, end its role, end its mission
withdraw | | verb | call back, call home, call, pack up
withdraw | | verb | retract, bring home, back out, send troops home, bring troops home
withdraw | | verb | take back its, take back his, take back their, go back on, renege on
withdraw | | verb | backtrack on, row back on, backpedal on, back off from, cancel, scrap
withdraw | | other | was sent home, were sent home, been sent home, no longer part of
withdraw | | other | no longer a part of, no longer takes part, no longer contributes to
withdraw | | other | no longer a member of, no longer participates
withdraw | | verb | cease its participation, cease participation, stop its participation
withdraw | | verb | end its presence, end their presence, end its stay, end its tour
withdraw | | verb | haul down its flag, lower its flag, fly its troops home, fly home
withdraw | | verb | fly its soldiers home, ship its troops home, bow out
withdraw | | verb | pull the plug on, wrap up, phase out, disengage
withdraw | | verb | bring down the curtain on, ring down the curtain on, draw a line under
withdraw | | noun | immediate pull out, the pull out of, a pull out
withdraw | | verb | repatriate, complete the repatriation, pull its troops, pull its soldiers
withdraw | | verb | bring its soldiers home, bring its troops home, bring the troops home
withdraw | | verb | bring the soldiers home, close its camp, hand back its sector, take its leave
withdraw | | noun | repatriation of its, repatriation of the, repatriation of their, exit from
withdraw | | noun | withdrawal, pullout, end to its deployment, end to its mission
withdraw | | noun | end to its participation, end to its role, end of its deployment
withdraw | | noun | end of its mission, end of its participation, end to its presence
exclude | | verb | rule, shut out, keep out, exclude, veto, bar, block, ban, forbid, blacklist
exclude | | verb | shut, lock, freeze out, leave out of, lock out
exclude | | noun | exclusion
exclude | | plain | not allow, not let, not permit, never allow, never let, never permit
exclude | | verb | refuse to let, refuse to allow, refuse to permit, refuse to admit
exclude | | past | kept out of, left off, left out of
exclude | | other | have no place in, has no place in, no place for, no room for, not welcome in
exclude | | other | not be welcome, not welcome, unwelcome
object | | verb | object, oppose, protest
object | | noun | objection, objections, opposition to
object | | other | is against, are against, was against, were against
object | | other | not comfortable with, uncomfortable with
consent | | verb | consent, accept, acquiesce, give its consent, give consent, give its consent to
consent | | verb | give consent to, take up
consent | | noun | consent, acceptance
contact | press | verb | urge, press, lean on, pressure, lobby, court, call on, implore, push
contact | | verb | ask, invite, request, reach out to, contact, approach, formally invite
contact | | verb | broach with
contact | | verb | telephone, phone, cable
contact | | verb | appeal to, sound out, turn to, formally request, formally ask
contact | | verb | extend an invitation to, issue an invitation to, send an invitation to
contact | | verb | put out feelers to, make overtures to, send a request to, call upon
contact | | verb | put in a request to, submit a request to, canvass, solicit, implore
contact | | verb | ask formally, knock on, seek troops from, seek soldiers from
contact | | verb | seek contributions from, seek help from, seek police from
contact | | verb | write to ask, address a request to, put a request to
contact | | noun | request, requests, invitation, invitations, appeal
"""
