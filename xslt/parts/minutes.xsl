<?xml version="1.0" encoding="UTF-8"?>
<!-- Minutes and conversations: who is here, turns, stage directions, speech in narrative. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei exsl str">

  <!-- turns by speaker: one sp may have several -->
  <xsl:key name="turns" match="tei:sp" use="str:tokenize(@who)"/>
  <xsl:key name="speaker" match="s" use="@ref"/>

  <xsl:variable name="turns" select="$text//tei:sp"/>
  <xsl:variable name="turn-count" select="count($turns)"/>
  <xsl:variable name="is-strip" select="$turn-count &lt;= 150 and $turns[last()]/@xml:id = concat('sp-', $turn-count)"/>
  <xsl:variable name="participants" select="$profileDesc/tei:particDesc/descendant::*[self::tei:person or self::tei:personGrp]"/>

  <!-- Families that stand first in a name, as in Kim Il Sung; shared with the addresses that records.py makes -->
  <xsl:variable name="family-first" select="concat(' ', normalize-space($family-names), ' ')"/>

  <!-- The speakers: number (colour), family name, turns -->
  <xsl:variable name="named-speakers">
    <xsl:for-each select="$participants[key('turns', concat('#', @xml:id))]">
      <xsl:variable name="name" select="normalize-space((tei:persName | tei:name | self::tei:personGrp)[1])"/>
      <s ref="#{@xml:id}" n="{position()}">
        <xsl:attribute name="family">
          <xsl:call-template name="family-name"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:attribute>
      </s>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="named-speaker" select="exsl:node-set($named-speakers)/s"/>
  <xsl:variable name="speaker-count" select="count($named-speaker)"/>

  <!-- The letter on the badge: of the family name; two letters where one would not tell two speakers apart -->
  <xsl:variable name="speakers-tree">
    <xsl:for-each select="$named-speaker">
      <xsl:variable name="letter" select="substring(@family, 1, 1)"/>
      <xsl:variable name="two" select="$speaker-count &gt; 40 or count($named-speaker[substring(@family, 1, 1) = $letter]) &gt; 1"/>
      <s ref="{@ref}" n="{@n}" colour="{(@n - 1) mod 8 + 1}" family="{@family}" letter="{substring(@family, 1, 1 + $two)}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="speakers" select="exsl:node-set($speakers-tree)"/>

  <xsl:template name="family-name">
    <xsl:param name="name"/>
    <xsl:variable name="first" select="substring-before(concat($name, ' '), ' ')"/>
    <xsl:variable name="second" select="substring-before(concat(substring-after($name, ' '), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($family-first, concat(' ', $first, ' ')) or contains($second, '-')"><xsl:value-of select="$first"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="str:tokenize($name, ' ')[last()]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- d. Who is here ================================================================================ -->

  <xsl:template name="who">
    <xsl:if test="count($participants) &gt; 1">
      <details class="who" id="who">
        <summary>
          <h2><xsl:value-of select="$t/who"/></h2>
          <span class="hint">
            <xsl:choose>
              <xsl:when test="$turns">
                <xsl:call-template name="count"><xsl:with-param name="n" select="$speaker-count"/><xsl:with-param name="word" select="'speaker'"/></xsl:call-template>
                <xsl:text>, </xsl:text>
                <xsl:call-template name="count"><xsl:with-param name="n" select="count($turns)"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="count"><xsl:with-param name="n" select="count($participants)"/><xsl:with-param name="word" select="'person'"/></xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </span>
        </summary>
        <xsl:apply-templates select="$profileDesc/tei:particDesc/*" mode="who"/>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="who"/>
  <xsl:template match="tei:listPerson" mode="who">
    <xsl:apply-templates select="tei:head" mode="who"/>
    <xsl:apply-templates select="tei:listPerson" mode="who"/>
    <xsl:variable name="all" select="tei:person | tei:personGrp"/>
    <!-- who spoke and who only listened; in a letter nobody did -->
    <xsl:variable name="silent" select="$all[$turn-count &gt; 0][not(contains(@role, 'recorder'))][not(key('turns', concat('#', @xml:id)))]"/>
    <xsl:if test="$all and tei:listPerson"><h3><xsl:value-of select="$t/others"/></h3></xsl:if>
    <xsl:if test="count($all) &gt; count($silent)">
      <ul class="people"><xsl:apply-templates select="$all[$turn-count = 0 or contains(@role, 'recorder') or key('turns', concat('#', @xml:id))]" mode="who"/></ul>
    </xsl:if>
    <xsl:if test="$silent">
      <p class="silent"><xsl:value-of select="$t/did-not-speak"/></p>
      <ul class="people"><xsl:apply-templates select="$silent" mode="who"/></ul>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:head" mode="who"><h3><xsl:value-of select="normalize-space(.)"/></h3></xsl:template>

  <xsl:template match="tei:person | tei:personGrp" mode="who">
    <xsl:variable name="spoken" select="key('turns', concat('#', @xml:id))"/>
    <xsl:variable name="ref" select="concat('#', @xml:id)"/>
    <xsl:variable name="page"><xsl:call-template name="page-of"><xsl:with-param name="ref" select="$ref"/></xsl:call-template></xsl:variable>
    <li id="who-{@xml:id}">
      <xsl:for-each select="$speakers"><xsl:for-each select="key('speaker', $ref)[1]"><xsl:attribute name="class"><xsl:value-of select="concat('s', @colour)"/></xsl:attribute></xsl:for-each></xsl:for-each>
      <xsl:call-template name="badge"><xsl:with-param name="who" select="$ref"/></xsl:call-template>
      <p class="name">
        <xsl:choose>
          <xsl:when test="$page != ''"><a class="quiet" href="{$page}"><xsl:call-template name="person-name"/></a></xsl:when>
          <xsl:when test="key('naming', $ref)"><a class="quiet" href="{$ref}"><xsl:call-template name="person-name"/></a></xsl:when>
          <xsl:otherwise><xsl:call-template name="person-name"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="role-words"/>
      </p>
      <xsl:if test="tei:affiliation">
        <p class="office">
          <xsl:for-each select="tei:affiliation"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each>
        </p>
      </xsl:if>
      <xsl:if test="$spoken">
          <p class="turns">
            <xsl:call-template name="bar"><xsl:with-param name="spoken" select="$spoken"/></xsl:call-template>
            <span><xsl:call-template name="count"><xsl:with-param name="n" select="count($spoken)"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template></span>
            <xsl:if test="$spoken[1]/@xml:id">
              <xsl:text> </xsl:text>
              <a href="#{$spoken[1]/@xml:id}" aria-label="{$t/first-turn}: {normalize-space(tei:persName[1])}"><xsl:value-of select="$t/first-turn"/></a>
            </xsl:if>
            <xsl:if test="$filtered"><xsl:text> </xsl:text><xsl:call-template name="all-turns"><xsl:with-param name="ref" select="$ref"/></xsl:call-template></xsl:if>
          </p>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- switches the filter of the rail -->
  <xsl:variable name="filtered" select="$speaker-count &gt; 1 and $speaker-count &lt;= 12"/>
  <xsl:template name="all-turns">
    <xsl:param name="ref"/>
    <xsl:for-each select="$speakers"><xsl:for-each select="key('speaker', $ref)[1]">
      <label for="f{@n}"><xsl:value-of select="$t/all-turns"/></label>
    </xsl:for-each></xsl:for-each>
  </xsl:template>

  <xsl:template name="person-name">
    <xsl:choose>
      <xsl:when test="normalize-space((tei:persName | tei:name)[1]) != ''"><xsl:value-of select="normalize-space((tei:persName | tei:name)[1])"/></xsl:when>
      <xsl:when test="normalize-space(.) != ''"><xsl:value-of select="normalize-space(.)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/unidentified"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- roles that the turns do not show by themselves -->
  <xsl:template name="role-words">
    <xsl:for-each select="$t/role[contains(concat(' ', current()/@role, ' '), concat(' ', @n, ' '))]">
      <xsl:text> </xsl:text><small class="role"><xsl:value-of select="."/></small>
    </xsl:for-each>
  </xsl:template>

  <!-- Where in the conversation somebody speaks: a strip with one cell a turn; a plain bar if there are too many. -->
  <xsl:template name="bar">
    <xsl:param name="spoken"/>
    <svg class="bar" viewBox="0 0 {$turn-count} 1" preserveAspectRatio="none" aria-hidden="true">
      <xsl:choose>
        <xsl:when test="$is-strip">
          <path><xsl:attribute name="d"><xsl:for-each select="$spoken"><xsl:value-of select="concat('M', substring-after(@xml:id, 'sp-') - 1, ' 0v1h1V0')"/></xsl:for-each></xsl:attribute></path>
        </xsl:when>
        <xsl:otherwise><path d="M0 0h{count($spoken)}v1H0z"/></xsl:otherwise>
      </xsl:choose>
    </svg>
  </xsl:template>

  <!-- The switch in the rail: others step back when somebody is chosen. Twelve slots, by :has(), without script. -->
  <xsl:template name="speaker-filter">
    <xsl:if test="$filtered">
      <details>
        <summary><h2 id="h-filter"><xsl:value-of select="$t/highlight"/></h2></summary>
        <fieldset id="filter" aria-labelledby="h-filter">
          <xsl:apply-templates select="$participants[key('turns', concat('#', @xml:id))]" mode="filter"/>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="filter">
    <xsl:variable name="ref" select="concat('#', @xml:id)"/>
    <xsl:variable name="n" select="count(key('turns', $ref))"/>
    <label>
      <input type="checkbox" id="f{position()}" value="{@xml:id}"/>
      <xsl:call-template name="badge"><xsl:with-param name="who" select="$ref"/></xsl:call-template>
      <xsl:call-template name="person-name"/><xsl:text> </xsl:text><small><xsl:value-of select="$n"/></small>
    </label>
  </xsl:template>

  <xsl:template name="badge">
    <xsl:param name="who"/>
    <!-- of a turn longer than a screen: the name goes with the badge -->
    <xsl:param name="long" select="false()"/>
    <xsl:variable name="app"><xsl:if test="self::tei:sp"> app</xsl:if></xsl:variable>
    <xsl:for-each select="$speakers">
      <xsl:for-each select="key('speaker', $who)[1]"><span class="badge{$app} s{@colour}" aria-hidden="true"><xsl:value-of select="@letter"/><xsl:if test="$long"><i><xsl:value-of select="@family"/></i></xsl:if></span></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- Turns ======================================================================================== -->

  <xsl:template match="tei:sp">
    <xsl:variable name="who" select="str:tokenize(@who)"/>
    <div>
      <xsl:attribute name="class">
        <xsl:text>tei-sp</xsl:text>
        <xsl:for-each select="$speakers"><xsl:for-each select="key('speaker', $who)">
          <xsl:if test="position() = 1"><xsl:value-of select="concat(' s', @colour)"/></xsl:if>
          <xsl:if test="@n &lt;= 12"><xsl:value-of select="concat(' w', @n)"/></xsl:if>
        </xsl:for-each></xsl:for-each>
      </xsl:attribute>
      <xsl:call-template name="atts"/>
      <xsl:call-template name="badge"><xsl:with-param name="who" select="string($who[1])"/><xsl:with-param name="long" select="string-length(.) &gt; 2000"/></xsl:call-template>
      <xsl:if test="not(tei:speaker) and @prev">
        <span class="app sr"><xsl:value-of select="concat($t/continues, ' ')"/></span>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </div>
  </xsl:template>

  <!-- The label runs into the first paragraph, as in the source; before anything else it has its own line. -->
  <xsl:template match="tei:speaker">
    <xsl:if test="not(parent::tei:sp and following-sibling::*[1][self::tei:p])"><p class="label"><xsl:apply-templates select="." mode="run-in"/></p></xsl:if>
  </xsl:template>
  <xsl:template match="tei:speaker" mode="run-in">
    <b class="tei-speaker"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></b><xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:stage">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:sp or parent::tei:body"><p class="tei-stage"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:when>
      <xsl:otherwise><span class="tei-stage"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:said"><q class="tei-said" dir="auto"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></q></xsl:template>
</xsl:stylesheet>
