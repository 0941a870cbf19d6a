package schema

// EntityType is the kind of an entity, and its node label in Neo4j.
type EntityType string

// The entity types of the ontology.
const (
	Person       EntityType = "Person"
	Organization EntityType = "Organization"
	Place        EntityType = "Place"
	Group        EntityType = "Group"
	Product      EntityType = "Product"
	Event        EntityType = "Event"
	Law          EntityType = "Law"
	Work         EntityType = "Work"
)

// Modality says how a statement holds: as a fact, in the past, as a plan, as an
// allegation, or not at all.
type Modality string

// The modalities of the ontology.
const (
	Asserted Modality = "asserted"
	Past     Modality = "past"
	Planned  Modality = "planned"
	Alleged  Modality = "alleged"
	Denied   Modality = "denied"
)

// RelationType is the type of a statement, and of its edge in Neo4j. The dated
// facts (lower case) have a date value as their object instead of an entity.
type RelationType string

// The relation types of the ontology.
const (
	SpokespersonFor    RelationType = "SPOKESPERSON_FOR"
	HeadOfStateOf      RelationType = "HEAD_OF_STATE_OF"
	HeadOfGovernmentOf RelationType = "HEAD_OF_GOVERNMENT_OF"
	CEOOf              RelationType = "CEO_OF"
	Leads              RelationType = "LEADS"
	WorksFor           RelationType = "WORKS_FOR"
	MemberOf           RelationType = "MEMBER_OF"
	AffiliatedWith     RelationType = "AFFILIATED_WITH"
	Founded            RelationType = "FOUNDED"
	InvestedIn         RelationType = "INVESTED_IN"
	Owns               RelationType = "OWNS"
	SubsidiaryOf       RelationType = "SUBSIDIARY_OF"
	Acquired           RelationType = "ACQUIRED"
	PartneredWith      RelationType = "PARTNERED_WITH"
	NegotiatedWith     RelationType = "NEGOTIATED_WITH"
	MetWith            RelationType = "MET_WITH"
	CompetesWith       RelationType = "COMPETES_WITH"
	Produces           RelationType = "PRODUCES"
	Appointed          RelationType = "APPOINTED"
	Succeeded          RelationType = "SUCCEEDED"
	Accused            RelationType = "ACCUSED"
	Sued               RelationType = "SUED"
	Sanctioned         RelationType = "SANCTIONED"
	Attacked           RelationType = "ATTACKED"
	Supported          RelationType = "SUPPORTED"
	Visited            RelationType = "VISITED"
	ParticipatedIn     RelationType = "PARTICIPATED_IN"
	HeadquarteredIn    RelationType = "HEADQUARTERED_IN"
	LocatedIn          RelationType = "LOCATED_IN"
	BornIn             RelationType = "BORN_IN"
	LivesIn            RelationType = "LIVES_IN"
	DiedIn             RelationType = "DIED_IN"
	CitizenOf          RelationType = "CITIZEN_OF"
	EducatedAt         RelationType = "EDUCATED_AT"
	SpouseOf           RelationType = "SPOUSE_OF"
	ChildOf            RelationType = "CHILD_OF"
)

// The dated facts of the ontology.
const (
	BornOn    RelationType = "born_on"
	DiedOn    RelationType = "died_on"
	FoundedOn RelationType = "founded_on"
)
