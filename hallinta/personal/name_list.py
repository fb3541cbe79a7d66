"""Names that people have in Finland, in small letters: no form tells a first name from another word.

Collected from the lists of Faker (fi_FI, sv_SE, en_GB, et_EE) and Mimesis (fi, surnames of sv), both MIT. Faker's
Finnish first names come from the open statistics of Digi- ja väestötietovirasto. The packages themselves are 2 and 4 MB
and load in more time than the whole check may take. Words that are something else oftener than a name are left out.
"""

_FIRST = """
aada aadolf aake aallotar aamu aapeli aapo aappo aarne aarni aarno aaro aaron aarre aatami aato aatos aatto aatu
aava abbas abbie abdi abdirahman abdul abdullah abdullahi abigail adam adele adnan adrian agne agnes agneta
agnieszka ahmad ahmed ahti ahto ahvo aija aila aili aimee aimo aina aini ainikki aino aira airi aisha aivar aki
akseli aku alan alarik alba albert albertiina alberto albin ale alejandro aleksander aleksandr aleksandra
aleksanteri aleksei aleksi aleksis alex alexander alexandra alexis alf alfons alfred algot ali alice alicia aliina
aliisa alina alisa alison allan alli alma alpi alpo altti alva alvar alvari alve alvi alvin amadeus amalia amanda
amber amelia amelie amin amina amir amira amy ana anas anders andrea andreas andrei andres andrew andrus andrzej
andré andréas anelma anette angela angelica angelika angelina anita anitta anja ann anna anne annele anneli annelie
annette anni annica annie anniina annika annikki annina annukka ano anselmi anssi antero anthony anton antonia
antonio antony ants antti antto antton anttoni anu arhippa arho ari arja armas armi arne arnold aron arsi arthur
arto arttu arttur artturi artur arvi arvid arvo ashleigh ashley asko aslak asmo assar asser asseri asta aston astrid
atro atso atte august aukusti auli aulikki aulis aune auno aura auroora aurora auvo axel barbara barbro barry beata
beatrice bella ben bengt benjam benjamin benny berit bernard berndt bernhard bernt bert bertil bertta beth bethan
bethany betty beverley bianca bill billy birger birgit birgitta bjarne björn bo bodil boel boris bradley brandon
brenda brett brian brita britt britta bror bruce bruno bryan börje cajsa callum cameron camilla carin carina carita
carl carlos carly carmen carol carola carole carolin carolina caroline carolyn casper cassandra catarina catharina
catherine cathrine catrin cecilia celine charlene charles charlie charlott charlotta charlotte chelsea cheryl chloe
christel christer christian christin christina christine christofer christoffer christopher claes claire clara clare
clas claudia clifford clive colin connor conny conor cornelia craig cristina curt daavid dag dagmar dagny dale
damian damien dan daniel daniela daniella danielle danny dante darren david dawn dean deborah debra declan del denis
denise dennis derek desirée diana diane dick dmitri dominic donald donna doris dorothy douglas duncan dylan ebba
ebbe eddie edgar edit edith edvard edvin edward edwin eedit eeli eelin eelis eemeli eemil eerik eerika eerikki eerin
eero eetu eeva eevert eevertti eevi egon eija eila eileen einar einari eine eini eino eira eivor elaine eleanor
elena eleonoora eleonor eleonora elia elias eliel eliina eliisa eliisabet elin elina elinor elis elisa elisabet
elisabeth elise elizabeth eljas ella ellen elli ellie ellinor elliot elliott elly elma elmer elmeri elmo elna elo
elof elsa else elsi elsie elsy elton elvi elviira elvin elvira elvis elvy emanuel emelie emil emilia emilie emilio
emily emma emmi emmy enar ene engla enni ensio eric erica eriika erik erika erin erja erkki erkko erland erling erna
ernesti erno ernst esa esaias eskil esko essi estelle ester esteri esther ethel eugen eva evald eve eveliina evelina
evelyn evert evy ewa fabian fanni fanny fatima felicia felix ferdinand filip filippa fiona florence folke frances
francesca francis frank frans fred frederick fredric fredrik fredrika freja frida fritz gabriel gabriella gail
galina gareth garry gary gavin gemma geoffrey georg george georgia georgina gerald geraldine gerard gerd gerda
gerhard gert gertrud gideon gillian gillis gisela glen glenn gordon gottfrid grace graeme graham greger gregory
greta gudrun gun gunborg gunhild gunilla gunnar gunnel gunvor gustaf gustav guy göran gösta göte hamid hampus hamza
hanna hannah hanne hannele hannes hannu hans harald harri harriet harry hasan hassan hayley hazel heather hedda
hedvig heidi heikki heimo heini heino heleena helen helena helene helga helge heli helinä heljä helka hellevi helli
hellin hellä helmer helmi helmiina helvi hely helén heléne hemminki hemmo henna henning henri henric henrietta
henriikka henrik henrikki henry herbert herkko herman hermanni hertta heta hilary hilda hilding hilja hilkka hilla
hille hillevi hilma hilppa hjalmar hjördis holger hollie holly howard hugh hugo hulda hussein huugo håkan iain ian
ibrahim ida idun igor iida iikka iina iines iiris iiro iisak iisakki iita iivana iivari iivo ilari ilkka ilma ilmari
ilmatar ilmi ilmo ilona ilpo ilppo ilse ilta immanuel immo impi ina inari indrek ines inez inga ingalill inge
ingeborg ingegerd ingegärd ingela ingemar inger ingmar ingrid ingvar inka inkeri into irene irina iris irja irma
irmeli iréne isa isaac isabel isabell isabella isabelle isac isak isko ismael ismail ismo isto ivan ivar jaakkima
jaakko jaakoppi jaan jaana jaanus jack jacob jacqueline jade jake jakob jalmar jalmari jalo jamal james jami jamie
jan jane janet janette jani janice janika janina janita janna janne jari jarkko jarl jarmo jarno jasmiina jasmin
jasmine jason jasper jatta jay jayne jean jeanette jeffrey jekaterina jelena jemina jemma jenna jenni jennie
jennifer jenny jens jere jeremias jeremy jerker jerry jesper jesse jessica jessika jevgeni jill jim jimi jimmie
jimmy joachim joacim joakim joan joanna joanne jodie joe joel johan johanna johannes john johnny joline jon jonas
jonatan jonathan joni jonna jonne jonny joona joonas joonatan jooseppi jordan jori jorma jose josef josefiina
josefin josefina josefine joseph josephine josh joshua josé jouko jouni joyce juan judith juha juhana juhani juho
jukka julia julian julie julius june juni junior juri jussi justiina justin justus jutta juulia juuso jyri jyrki
jörgen jüri kaapo kaappo kaapro kaarin kaarina kaarle kaarlo kadri kai kaija kain kaino kaisa kaisla kaisu kaj kajsa
kalervo kaleva kalevi kalle kanerva kare karen kari karim karin karina karita karl karoliina karolina karri kasper
kasperi kata katariina katarina katarzyna kate katharina katherine kathleen kathryn kati katie katja katri katriina
katrin katy kauko kauno kayleigh keijo keith kelly kennet kenneth kenny kent kenth kerry kerstin kerttu kevin khaled
khalid kian kielo kieran kiia kiira kim kimberley kimi kimmo kirsi kirsti kirsty kjell klara klas klaus klemetti
knut konrad konsta konstantin konstantinus kosti kreeta krista krister kristi kristian kristiina kristin kristina
kristine kristjan kristo kristofer kristoffer krzysztof kuisma kullervo kumar kurt kustaa kustaava kusti kyle kylli
kyllikki kyösti lage lahja laila laimi laina lara lari lars lasse lassi laura lauren lauri lawrence lea leah leanne
lee leea leena leevi leia leif leigh leila lemmikki lemmitty lempi lena lennart lenni leo leon leona leonard
leonardo leopold lesley leslie levi lewis li liam liina liisa liisi lilian lilja lillemor lilli lilly lily lina
linda lindsey linn linnea linnéa linus lisa lisbet lisbeth liselott liselotte liv livia ljubov ljudmila lo loke
lorraine lotta loui louie louis louise lova love loviisa lovis lovisa lowe lucas lucia lucy ludvig ludwig luis luka
lukas luke lumi lumikki luna luukas lydia lykke lynda lynn lynne lyydi lyydia lyyli lyyti maaret maaria maarit
madeleine madelene magdalena magnus mahdi mahmoud maie maija maiju maikki maila mailis maire maj maja majken majvor
maksim malcolm malgorzata malin malla malle malte malva mandy manfred manne manu manuel mara marc marcin marco
marcus mare marek margareeta margareetta margaret margareta margaretha margit margot margret margus mari maria
mariam marian mariana mariann marianna marianne marie mariia mariitta marika marilyn marina mario marion marit
marita maritta marja marjaana marjatta marjo marjukka marjut mark marketta markku marko markus marleena marlene
marta martin martina martta martti martyn mary maryam mataleena matheo mathew mathias mathilda mati matias matilda
matleena mats matteo matteus matthew matti mattias matts maud mauno maunu maureen mauri maurice mauritz max
maximilian maya meelis meeri megan mehmet meja melanie melina melissa melker melvin melwin meri merike merita merja
mervi mette mia micael michael michaela michal michel michelle mielikki miguel mihhail mihkel miia miika miikka
miina miisa mika mikael mikaela mikko miko mila milan milja milka milla milo milton mimmi mimosa mina minea minja
minna minttu mio mira miranda miriam mirja mirjam mirjami mirka mirkku miro mirva miska mitchell moa mohamad mohamed
mohammad mohammed molly mona monica monika moona mooses morgan muhammad mustafa märta märtha måns mårten nadežda
nadia nadja naemi naima naimi nana nancy nanna naomi natalia natalie natalja natanael natasha nathalie nathan nea
neea neil nelli nellie nelly neo nestori netta nicholas nicklas niclas nicola nicolas nicole nigel niilo niina
niklas niko nikola nikolai nils nina noa noah noel nooa noomi noora nora norman nour nova nuutti nyyrikki ohto oili
oiva ola olav olavi ole oleg olga oliver olivia oliwer olle olli olof olov omar onerva onni oona orvo orvokki oscar
oskar oskari osman osmo ossi ossian otso ottilia otto outi ove owe owen paavali paavo paige pamela panu pasi patric
patricia patrick patrik paul paula pauli pauliina paulina pauline pavel pawel peder peeter pekka pekko pelle
pellervo pentti peppi per pernilla pertti perttu peter petra petri petter petteri philip phillip pia pierre pietari
pihla piia pilvi pinja piotr piret pirita piritta pirjo pirkka pirkko pontus priit pulmu pyry päivi päivikki päiviö
pär raakel rachael rachel rafael ragnar ragnhild raija raila raili raimo raine rainer raino raisa raita raitis raivo
ralf ralph rami rasmus rauha rauli rauna rauni rauno raymond rebecca rebecka rebekka reece reet reeta reetta regina
reija reijo reima rein reine reinhold reino renée reza rhys richard rickard ricky rigmor riika riikka riina riitta
rikard riku risto rita ritva robert roberto robin roger roland rolf roman ronald roni ronja ronnie ronny roope roosa
rosa rose rosemary rosie rosita ross roy ruben rudolf rune russell rut ruth ruuben ruut ryan saana saara sabina saga
said saija saila saima saimi saini sakari sakarias saku saleh salla salli sally salme salomo salomon sam samantha
sami samir samira sampo sampsa samu samuel samuli sander sandra sanelma sanna sanni santeri santtu sara sarah sari
sarita sasu satu sauli scott sean sebastian seem seet seidi seija selja selma senja senni seppo serafiina sergei
sergey seth severi shane shannon sharon shaun sheila shirley sian sigfrid sigge signe sigrid sigurd sigvard siim
siimon siina siiri silja simeoni simo simon simone sini sinikka siri sirje sirkka sirkku sirpa sisko siv sivert
siviä sixten sofi sofia sofie sohvi soila soile soili soilikki soini sointu solveig sonia sonja sonny sophia sophie
stacey staffan stanley stefan stella stellan sten stephanie stephen steven stewart stig stiina stina stuart sture
sulevi sulo sune suoma suometar susan susann susanna susanne suvi suzanne svante svea sven svetlana sylvi sylvia
säde sören taava taavetti taavi tage taija taimi taina taisto taito talvikki tamara taneli tanja tapani tapio tarja
tarmo taru tarvo tatiana tatjana tatu tauno tea ted teemu teija teijo tekla tellervo tenho teodor teppo terence
teresa terese teresia terhi terhikki terho tero terry terttu teuvo thea theo theodor theres therese theresia therése
thi thomas thor thore thure tiia tiina tiit tiitus tiiu tilda tilde tim timi timo timothy tina tindra titta tobias
toby toimi toini toivo tom tomas tomasz tomi tommi tommy toni tony toomas topi topias tor tora torbjörn tord tore
torgny torsten torsti totti touko tova tove tracey tracy trevor triin tristan tuija tuire tuomas tuomo tuovi ture
tuukka tuula tuuli tuulia tuulikki tuure tuva tyra tytti tyyne tyyni tõnu ukko ulf uljas ulla ulrica ulrik ulrika
unelma uno untamo unto uolevi uoti urban urho urmas urpo urpu ursula usko uuno valborg valde valdemar valentin
valentina valeri valerie valma valpuri valter valto valtter valtteri vanamo vanessa vanja vappu varpu veera veeti
vega veijo veikka veikko veli vellamo vello vendela venla vera verna verner verneri veronica veronika vesa victor
victoria vidar vide vieno viggo vihtori viivi viking viktor viktoria vilgot vilhelm vilhelmi vilhelmiina vilhelmina
vilho vili vilja viljam viljami viljo ville villiam vilma vilmer vilppu vincent viola virpi virva virve viveka
vivianne vladimir vuokko väinämö väinö waldemar walter waltteri wayne wendy werner wilhelm wilhelmiina wilhelmina
wille william willy wilma wilmer yasmin ylermi ylva yngve yousef yrjänä yrjö yusuf yvonne zahra zoe åke åsa åse
örjan östen ülle
"""
_SURNAMES = """
aaberg aalberg aalto aaltonen aas aasa aasmäe aavik abbas abbott abdi abdullah abel aberg abrahamsson abramov adams
adamson adelsköld ader adolfsson afanasjev afzelius ahl ahlander ahlberg ahlgren ahlin ahlm ahlqvist ahlström ahmad
ahmadi ahmed aho ahokas ahola ahonen ahrén ahtisaari airaksinen aittoniemi akhtar alamäki alanen alanko alas alatalo
albertsson albinsson aleksandrov alekseev alexander alexandersson alfredsson alho ali allan allas allen allik alm
almgren almlöf almqvist amundson anderberg andersen anderson andersson andreasson andreev andrews andrén anissimov
annala annus antikainen anton antonov antonsson anttila anttonen aravirta archer armstrong arnold aro arola aronsson
arro aru arula arvidsson ashton asikainen asp aspelund asplund atkins atkinson augustsson aun aus austin autio
auvinen axelsson backlund backman backstrom bailey baker baldwin ball banks baranov barber barker barlow barnes
barnett barrett barry bartlett barton bates baxter begum beljajev bell belov bengtsson bennett benson bentley berg
bergdahl berggren bergh bergius bergkvist berglund bergman bergmann bergquist bergqvist bergroth bergsten bergstrand
bergstrom bergström bergvall berndtsson berntsson berry bertilsson bevan bexell bibi birch bird birgersson bishop
bjorkman björk björklund björkman black blackburn blake blix blixt bloch blom blomberg blomgren blomkvist blomquist
blomqvist blomstedt boberg bodin bogdanov bohlin bohman bolander bolin bolton boman bond bondarenko booth borg
borgström borissov boström bowen boyle bradley bradshaw brady brahe brandt brate bray brennan briggs brink broberg
brodd brodin brolin broman brookes brooks broström brown browne bruce bruun bryan bryant brännström buckley bull
bure burgess burke burman burns burrows burton butcher butler bylund byrne byström bäck bäcklund bäckman bäckström
bõstrov börjesson cameron campbell carey carlberg carlen carlgren carlson carlsson carlström carpenter carr carroll
carter cartwright casparsson ceder cederblom cederschiöld cederström chadwick chamberlain chambers chan chandler
chapman charlton chen christensen claesson clark clarke clayton clements coates cole coleman coles collier collins
connolly connor conway cook cooke cooper cox craig crawford cronholm cross cunningham curtis dahl dahlberg dahlgren
dahlin dahlman dahlquist dahlqvist dahlström dahlén dale dalin daly daniels danielsson danilov davey davidson
davidsson davies davis davison davõdov dawson day dean degermark denissov dennis dickinson dixon dmitriev dobson
dodd doherty donnelly douglas doyle drakenberg drozdov duffy duncan dunn dyer dyrssen edberg edgren edin edling
edlund edman edström edvardsson edvinsson edwards eerola egnell egorov ehrling einarsson ek ekberg ekblad ekbom
ekdahl ekdal ekelund ekenstierna ekholm eklund eklöf ekman ekstrand ekström eliasson eller elliott ellis elmsäter
elo elofsson eloranta emanuelsson emilsson engberg engdahl englund engman engström engvall enquist ericson ericsson
erik eriksson erkkilä erkko erlandson erlandsson erm ernits ernman eronen ervasti eskelinen eskola evans fagerström
fagerudd falk farah farmer farrell faulkner fedorov fedotov ferguson ferm field filatov filippov finch fisher
fitzgerald fjodorov fleming fletcher flink flodqvist flynn fogelklou folkesson fomin ford fors forsberg forsell
forsgren forslund forsman forsström forster foster fowler fox francis frank franklin fransson franzén fraser
fredholm fredin fredriksson freeman french friberg frid frisk frolov frost fry fuller fält fältskog gabrielsson
gallagher gardiner gardner garner gashi gavrilov geijer gentzel george gerassimov gibbons gibbs gibson gilbert giles
gill glover goddard godfrey golubev gontšarov goodwin gorbunov gordon gough gould grafström graham grahn granath
granberg granlund granqvist granström grant gray green greenwood gregory gren griffin griffiths grigoriev gromov
gronberg gross grönberg grönblom grönlund grönroos gullberg gunderson gunnarsson gusev gustafson gustafsson
gustavsson gyllenhaal gyllenstierna gylling göransson haapala haapalainen haapanen haapaniemi haataja haavisto
hagberg hagelin hagerstrom haglund hagman hagström hakala hakkarainen hakulinen hale hall hallberg hallgren hallik
hallin hallnäs hallström halme halonen halvarsson hamilton hammar hammarberg hammarström hammond hancock hanna
hannula hansdotter hansen hanski hanson hansson haraldsson harding hardy hargreaves harju harjula harkimo harper
harri harris harrison harrysson hart hartikainen hartley harvey hasan hassan hassinen hautala hautamäki haverinen
hawkins hayes haynes hayward heath hedberg hedin hedlund hedman hedstrom hedström heidenstam heikkilä heikkinen hein
heino heinola heinonen heinsalu heinsoo heinänen heiskanen helenius helgesson helin hellberg hellgren hellman
hellquist hellqvist hellsten hellström helminen hemilä henderson henningsson henriksson henry herbert hermansson
hewitt hicks hietala hietanen higgins hildebrand hill hilton hiltunen hirvensalo hirvonen hjalmarsson hjelm
hjertsson hjort hjortsberg hjulström hobbs hodgson hokkanen holappa holden holgersson holkeri holland hollo holloway
holm holmberg holmes holmgren holmlund holmquist holmqvist holmström holopainen holst holt honkala honkanen hooper
hopkins horton hosseini houghton howard howarth howe howell howells hudson hughes huhtala huhtamäki hult hultberg
hultgren hultman humphreys humphries hunt hunter huotari huovinen hurme hurst hurtig hussain hussein hutchinson
huttunen huuskonen hyde hylander hynninen hynynen hyttinen hytönen hyvärinen hyvönen hyytiäinen hägg hägglund
häggström häkkinen häkämies hämäläinen hänninen härkönen härm härmälä håkansson högberg höglund högström ibrahim
igelström ignatius ignatjev ihalainen iivonen ikonen iljin ilves immonen ingram ingvarsson inha iqbal isaksson
ismail isometsä isotalo israelsson issa itkonen itälä ivanov ivarsson ivask jaakkola jaakola jaakson jaanson jaanus
jaatinen jackson jacobson jacobsson jafari jakobson jakobsson jakovlev jalakas jalkanen jalonen james janhunen
jansson jantunen jarl jarvis jauhiainen jefimov jegorov jenkins jennings jensen jeppsson jermakov jernberg jeršov
joensuu johannesson johansen johanson johansson john johnson johnsson johnston jokela jokelainen jokinen jonasson
jones jonsson jordan josefsson joutsen joyce juhanson juhkam juhlin juhola junnila junttila juntunen jussila
jussilainen juvonen jämsä jänes jäntti järnefelt järv järve järvelä järveläinen järvenpää järvi järvinen
jääskeläinen jõe jõesaar jõgi jönsson jörgensen jürgens jürgenson jürisson kaasik kadak kaikkonen kaila kainulainen
kajaani kala kalamees kalda kalinin kaljula kaljurand kaljuste kaljuvee kallas kallaste kallela kallio kalliomäki
kalm kalmus kanerva kangas kangasniemi kangro kangur kankaanpää kankkunen kantola kapanen kapp kare karhu karhunen
kari karjala karjalainen karlberg karlsson karlström karpov karppinen karro karttunen karu karvinen karvonen kasak
kase kasemaa kasemets kask kass kattai kauhanen kauko kauppi kauppila kauppinen kaur kay kazakov keinänen kekkonen
kelder kelly kemp kemppainen kennedy kent kerr keränen keskinen keskitalo kesküla ketola kettunen khalil khan kiik
kiil kiis kiisk kikas kikkas kiljunen kilk kilpeläinen kilpiäinen kilponen kimmo kinberg king kink kinnunen kirby
kirillov kirk kirs kirsipuu kirss kisseljov kiuru kivelä kivi kivilo kivimäe kivimäki kivinen kiviniemi kivistik
kivistö kjellberg klaas klang klasson klein klemetti klimov kling knape knight knowles knutsson knuutila koger
kohonen kohv koistinen koit koitla koivisto koivu koivula koivunen koivuniemi kokk kokko kokkola kokkonen
kolehmainen kolesnik kolk kolkka komarov komulainen kondratjev konovalov konstantinov kont kontiainen konttinen kool
koort koponen koppel korhonen korjus korol korpela korpi kortelainen koskela koski koskinen kosonen kostin
kotilainen kotka kotkas kotov koval kovanen kozlov krantz kriisa kristensson kristiansson kristoffersson kroon
kruglov krõlov kudrjavtsev kuisma kuitunen kujala kukkonen kulikov kulmala kummola kumpulainen kuningas kuoppala
kuosmanen kurg kurki kurm kuronen kurvits kutsar kuus kuuse kuusela kuusik kuusisto kuusk kuzmin kuznetsov kvist
kyllönen kähkönen källström kämäräinen kärki kärkkäinen kärner kärppä käsper käär käärik kääriäinen kõiv kütt
laakkonen laakso laaksonen laan laane laanemets laas lagerfeld lagerkvist lagerlöf laht lahtela lahti lahtinen laiho
laine laitila laitinen lajunen laks lamb lambert lammi lampinen landberg landin landström lane lang lankinen lantz
lappalainen lappi larsen larsson lass lassila latvala laukkanen laur lauri laurila law lawrence lawson laxman leach
lebedev lee lees lehikoinen lehiste leht lehti lehtimäki lehtinen lehtla lehtmets lehto lehtola lehtonen
leijonhufvud leino leinonen leis lember lennartsson leonard lepik lepistö lepp leppik leppälä leppänen leskinen
lestander levin lewis li liblik lidholm lidström lidén liikanen liimatainen liiv liiva liivak liivamägi lilja
liljegren liljeström lill lillemets lind lindahl lindberg lindbergh lindblad lindblom linde lindeberg lindell
lindelöf lindeman linden linder linderoth lindfors lindgren lindh lindholm lindkvist lindman lindmark lindquist
lindqvist lindroos lindroth lindskog lindström lindvall lindén link linna lipp lipponen litmanen little liu liukka
liukkonen ljung ljungberg ljungdahl ljunggren ljungqvist lloyd loginov lokk lomp long loorits lord lowe lucas luht
luik lukin lukk lumi lumiste lund lundberg lundblad lundbäck lundeberg lundell lundgren lundh lundholm lundin
lundkvist lundmark lundquist lundqvist lundström luoma luts luukkonen lynch lyons lähteenmäki lätt lääne lääts
lõhmus löf löfgren lönn löppönen lötvall lövgren löwenadler maasik macdonald madetoja madisson magnuson magnusson
mahmood maidla maijala makarov makkonen maksimov malinen malm malmberg malmborg malmgren malmkvist malmquist
malmqvist malmsten malmstrom malmström malõšev mandel mann mannerheim manninen manning maripuu mark markkanen
markkula marklund markus marsden marsh marshall martikainen martin martinson martinsson marttila marttinen maslov
mason matikainen matilainen matthews mattila mattisson mattson mattsson matvejev maunu mccarthy mcdonald mckenzie
mclean medvedev meier meikäläinen meister melander melin mellor melnik meri merila meriläinen metcalfe mets miah
michelson middleton miettinen mihhailov mikaelsson mikk mikkola mikkonen miles miller mills mironov mistry mitchell
mitt moberg modig modin mohamed mohammad mohammadi mohammed mohamud moilanen moisio molander molin moller mononen
moor moore moran morberg morgan morley moroz morris morrison morton moss muhonen murphy murray murtovaara muru must
mustafa mustonen muurinen myers myllylä myllymäki myllyniemi myllys mäe mäenpää mäeots mäesalu mägi mäkelä
mäkeläinen mäki mäkilä mäkinen mäkitalo mänd mändla männik männiste männistö mäntylä määttä månsdotter månsson
mårtensson mõttus mölder möller mönkkönen mönkäre mörner mörttinen möttölä mürk müür müürsepp namn nash naslund
naumov naylor nazarov nelson nenonen nevala nevalainen newman newton nguyen nicholls nicholson nielsen niemelä niemi
nieminen niinistö niiranen niit nikiforov nikitin nikkilä niklasson nikolaev nikula nilsson niskala niskanen
nissinen nixon noble nolan norberg nord nordahl nordberg nordgren nordin nordlander nordlund nordquist nordqvist
nordstrom nordström nordén noren norgren norin norlin norling norman norris norrman norström north norton norén
nousiainen novikov nummela nurk nurm nurmi nurminen nuut nuutinen nyberg nygaard nygren nykvist nykänen nylander
nylund nylén nyman nyquist nyqvist nystrom nyström näslund nätterqvist nõmm nõmme nõmmik odenberg odhner ohlin
ohlson ohlsson ohly oikarinen oinonen oiva oivio oja ojala ojanen ojaste oks oksanen olander olausson olderman olesk
oliver olli ollikainen ollila olofsson olsen olsson omar oras orav orlov osborne oskarsson osman ossipov ossler
ostlund ostrom ots ott ottosson owen owens paal paananen paap paas paasilinna paasio paatelainen paavilainen paavola
paju pajula pajunen pakarinen palander palm palmcrantz palmer palmgreen palmgren palmquist palmqvist palmstruch palo
palomäki palu panov parantainen parker parkes parkin parkinson parkkinen parry parsons partanen parts parviainen
pasanen patel patterson paulsson pavlov payne peacock pearce pearson pedersen pehkonen pekkala pekkanen pekkarinen
pelkonen peltola peltonen peltoniemi pennanen pent pentti penttilä penttinen perkins perry persson perttula perälä
pesonen peters petersen peterson petersson petrov pettai pettersson phillips pickering pietarila pietarinen pietilä
pihelgas pihkala pihl pihlak piho piir piirainen piirsalu pikk pirhonen pirinen pitkänen ploom pohjola poljakov
pollard poole poom pope popov porter posse posti potter potts poutiainen powell pratt preston price prinkkala
pritchard pruul pugh puhakka pukk pukki pulk pulkkinen pulliainen puranen puurunen puusepp puustinen pärn pärna
pärnpuu pärssinen pärtel pääkkönen päätalo pålsson põder põdra põld põldma põldmaa põllu pöllänen püvi quinn quist
qvist raadik raag raamat raatikainen ragnarsson rahkonen rahman raid raidma raita rajala rand randall randmaa
randoja ranta rantala rantanen rask rasmussen rasmusson ratilainen raud raudsepp rauhala rautamaa rautiainen rautio
rebane reed rees reeves regnell rehn rehnquist reid reijonen reimann reinikainen reinsalu rekola remmel repo
reynolds rhodes rice richards richardson richardsson riihimäki riikonen riley rinne rintala rissanen roberts
robertson robertsson robinson robson rogers rohtla romanov ronkainen roos roosileht roots rose rosell rosenberg
rosenblad rosengren rosenquist rosenqvist rosin ross rossi rosén roth rowe rowley rumjantsev ruohonen ruotsalainen
russell ruus ruuskanen ryan rydberg rydén rylander rytkönen ryynänen räikkönen räisänen räsänen rätsep räty råberg
rönkkö rönnlund rönström rüütel saar saare saarela saarelainen saari saarijärvi saarinen saastamoinen safronov
sahlin said sainio saks saleh sallinen salmela salmi salminen salo salomaa salomonsson salonen salu salumets salumäe
samuelsson sandahl sandberg sandell sander sanders sanderson sandgren sandin sandqvist sandström sarap sarapuu
sariola sarv sasi saul saunders savage savela saveljev savolainen schauman schmidt schofield scott segerström
selander selin selänne semenov sepp seppä seppälä seppänen sergejev shah sharp sharpe shaw shepherd sheppard short
sibelius sibul sidorov siekkinen sihvonen siim siimes siitonen siivonen sikk sild sillanpää sillaots sillaste silm
siltala siltanen silvennoinen simmons simola simonen simonsson simpson sims simson sinclair singh sipilä sirel
sirkka sirviö sirén sisask sjöberg sjöblom sjödin sjögren sjöholm sjölander sjölin sjölund sjöstedt sjöstrand
sjöström skarsgård skinner skiöld skog skoglund skoog sköld sköldberg slater smart smirnov smith sobolev sohlman
soini soininen sokk sokolov sollander solovjov somerkoski sonninen soo soon soosaar soosalu soots soro sorokin
sparre sparv spencer stahre stanley stark steele steen stenbeck stenberg stenbock stenlund stenmark stenström
stepanov stephens stephenson sterner stevens stevenson stewart stiernspetz stokes stone storey storm strand
strandberg strid ström strömberg strömstedt ståhl suhonen suits sulg sullivan summers sund sundberg sundborg
sundelin sundell sundin sundkvist sundqvist sundström suojanen suolahti suomala suomalainen suomi suominen susi
sutela sutinen sutt sutton suur suvi suvorov svahn svanberg svanström svantesson svedberg svedin svens svensson
svärd swedberg swift sykes syrjälä syrén säde söder söderberg södergren söderholm söderlind söderlund söderman
söderqvist söderström sörensen sörenstam sööt taal tainio taipale taivalkoski takala talbot tali talts tamberg tamm
tamme tammi tammik tamminen tanner tanskanen tapio tarassov tarvainen taskinen taylor teder teearu teesalu tegnér
tegstedt teikäläinen teras terho tervo thofelt thomas thompson thomson thor thoresson thornton thorpe thorén thulin
thunberg thunman tiainen tihhomirov tiihonen tiik tiilikainen tiitinen tiits tikka tikkanen tilk timofejev timonen
tirkkonen titov todd toivanen toivonen tolonen tolvanen tomingas tomlinson tomson toom toome tooming toomsalu toots
tornquist torstensson torvalds torvinen toskala townsend tran trei treial treier trofimov truu tsvetkov tucker tuisk
tuomaala tuomainen tuomela tuomi tuominen tuomioja tuomisto tuomola tuovinen turesson turnbull turner turpeinen
turtiainen turunen tuul tuulik tyler täht tähtinen tõnisson törnqvist törnros uggla uibo ukkonen ulf uljas unt
uosukainen uotila urb urpilainen uus uusitalo uustalu vaher vaht vahter vahtra vainio vaino valge valk valkama
valkonen vallin valtonen vanhanen vanhatalo vares varik varis varonen vartiainen vasara vasiliev vaughan vennamo
venäläinen vepsäläinen vesa veski vesterinen vesterlund vestin vestman viberg viik viinanen viira viitala viitanen
viklund viks vikström vilhelmsson viljanen vill villemson vilppula vincent vingqvist vinogradov virolainen virta
virtanen visnapuu vlassov volkov vorobjov voronin voutilainen vuorela vuori vuorinen vähi väistö väisänen väli
välimaa välimäki väyrynen väänänen võsu wade wahlberg wahlgren wahlström walgren walker wall wallace wallberg
wallenberg wallgren wallin wallis wallén walsh walters walton wang ward waris warner warren waters watkins watson
watts webb webster weibull welch wells wennberg wennerberg werner wersäll west westberg wester westerberg westergren
westerlund westermarck westermark westin westlund westman weston wheeler white whitehead whitehouse whittaker wiberg
wicksell wickström widforss widlund widén wiklund wikström wilhelmsson wilkins wilkinson williams williamson willis
wilson winberg winblad winter wirtanen wong wood woods woodward wright wyatt yates ylinen ylitalo ylönen young
yrjölä zahharov zaitsev zetterberg zhang zujev åberg ågren åhlund åkerlund åkerman åkerström åkesson åman ångström
åsberg åsbrink åslund åström õispuu õun õunapuu öberg ögren öhman öman östberg österberg östling östlund östman
ševtšenko štšerbakov žukov žuravljov
"""

FIRST = frozenset(_FIRST.split())
SURNAMES = frozenset(_SURNAMES.split())
