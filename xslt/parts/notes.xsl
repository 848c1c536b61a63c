<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: marks in the text, the notes of the source, the notes of this edition, links back. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei exsl str">

  <!-- notes that this edition (or a foreign encoder) set beside the text -->
  <xsl:variable name="own-notes" select="$text//tei:note[not(@place = 'inline')][not(parent::tei:div[@type = 'notes']) or @type = 'editorial'][not(ancestor::tei:note)]"/>
  <!-- notes printed at the end of the document -->
  <xsl:variable name="printed-notes" select="$text/tei:back/tei:div[@type = 'notes']"/>
  <xsl:variable name="notes" select="$own-notes | $printed-notes/tei:note[not(@type = 'editorial')]"/>
  <xsl:variable name="marks" select="$text//tei:ref[@type = 'noteMarker']"/>

  <xsl:key name="marks" match="tei:ref" use="@target[../@type = 'noteMarker']"/>
  <!-- our notes to words of a printed note: they stand behind it -->
  <xsl:key name="on-notes" match="tei:div[@type = 'notes']/tei:note[@type = 'editorial']" use="@target"/>
  <xsl:key name="missing" match="tei:note" use="@target[../@subtype = 'missingNote']"/>
  <xsl:key name="numbered" match="n" use="@of"/>
  <!-- paragraphs by the number of their marks, which is counted once for each: "1 idp42" -->
  <xsl:key name="by-marks" match="tei:p" use="concat(count(descendant::*[self::tei:note[not(@place = 'inline')] or self::tei:ref[@type = 'noteMarker']]), ' ', generate-id())"/>

  <!-- Numbers of our own notes; "E1" where the document has note marks of its own. -->
  <xsl:variable name="prefix"><xsl:if test="$marks or $printed-notes"><xsl:value-of select="$t/note-prefix"/></xsl:if></xsl:variable>
  <xsl:variable name="numbers-tree">
    <xsl:for-each select="$own-notes[not(@subtype = 'missingNote' and key('id', substring-after(@target, '#'))[self::tei:ref])]">
      <n of="{generate-id()}" label="{$prefix}{position()}" at="{position()}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="numbers" select="exsl:node-set($numbers-tree)"/>

  <!-- label, id and place of the mark of a note -->
  <xsl:template match="tei:note" mode="label">
    <xsl:variable name="g" select="generate-id()"/>
    <xsl:variable name="mark" select="key('id', substring-after(@target, '#'))[self::tei:ref]"/>
    <xsl:choose>
      <xsl:when test="@subtype = 'missingNote' and $mark"><xsl:value-of select="$mark/@n"/><xsl:if test="not($mark/@n)"><xsl:value-of select="normalize-space($mark)"/></xsl:if></xsl:when>
      <xsl:otherwise><xsl:for-each select="$numbers"><xsl:value-of select="key('numbered', $g)/@label"/></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:note" mode="id">
    <xsl:variable name="g" select="generate-id()"/>
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise><xsl:text>endnote-</xsl:text><xsl:for-each select="$numbers"><xsl:value-of select="key('numbered', $g)/@at"/></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Marks ======================================================================================== -->

  <!-- the mark of a note of ours: not a word of the text -->
  <xsl:template match="tei:note">
    <xsl:variable name="label"><xsl:apply-templates select="." mode="label"/></xsl:variable>
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <xsl:if test="not(@subtype = 'missingNote' and key('id', substring-after(@target, '#'))[self::tei:ref])">
      <sup class="app"><a class="noteref" role="doc-noteref" id="ref-{$id}" href="#{$id}" aria-label="{$t/note} {$label}"><xsl:value-of select="$label"/></a></sup>
      <xsl:call-template name="side"><xsl:with-param name="note" select="."/><xsl:with-param name="label" select="$label"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- inside a note, a name that links, or the header, a note is just read on -->
  <xsl:template match="tei:note//tei:note | tei:teiHeader//tei:note">
    <span class="tei-note"><xsl:apply-templates select="node()"/></span>
  </xsl:template>
  <!-- a note of ours in a printed note: none of its words -->
  <xsl:template match="tei:note//tei:note[@type = 'editorial']">
    <small class="tei-note app"><xsl:text> (</xsl:text><xsl:apply-templates select="node()"/><xsl:text>)</xsl:text></small>
  </xsl:template>

  <!-- the translator's note, the hand in the margin: part of the text, bracket and all -->
  <xsl:template match="tei:note[@place = 'inline']" priority="1">
    <span class="tei-note inline"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span>
  </xsl:template>

  <!-- a mark printed in the document: to the printed note, or to our note that it is missing -->
  <xsl:template match="tei:ref[@type = 'noteMarker']">
    <xsl:variable name="missing" select="key('missing', concat('#', @xml:id))[1]"/>
    <xsl:variable name="to">
      <xsl:choose>
        <xsl:when test="starts-with(@target, '#') and key('id', substring(@target, 2))[ancestor::tei:text]"><xsl:value-of select="@target"/></xsl:when>
        <xsl:when test="@xml:id and $missing">#<xsl:apply-templates select="$missing" mode="id"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$to != ''">
        <sup><a class="noteref" role="doc-noteref" href="{$to}" aria-label="{$t/note} {normalize-space(.)}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></a></sup>
        <xsl:variable name="note" select="key('id', substring($to, 2))[self::tei:note]"/>
        <xsl:call-template name="side"><xsl:with-param name="note" select="$note"/><xsl:with-param name="label" select="normalize-space(self::*[not($note//tei:label)])"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><sup class="noteref"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></sup></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A short note beside its line, where the window is wide: if it is the only one of its paragraph, whose marks would
       else crowd the margin. It repeats for the eye what stands among the notes: no voice reads it, no copy takes it. -->
  <xsl:template name="side">
    <xsl:param name="note"/>
    <xsl:param name="label"/>
    <xsl:variable name="words" select="normalize-space($note)"/>
    <xsl:if test="$words != '' and string-length($words) &lt;= 300 and not($note//tei:choice or $note//tei:note)
        and key('by-marks', concat('1 ', generate-id(ancestor::tei:p[1])))[ancestor::tei:text][not(ancestor::tei:note)]
        and not(ancestor::tei:table or ancestor::tei:div[@type = 'notes'])">
      <span class="side app" dir="auto" aria-hidden="true">
        <xsl:if test="$note/@xml:lang"><xsl:call-template name="language"><xsl:with-param name="of" select="$note/@xml:lang"/></xsl:call-template></xsl:if>
        <xsl:if test="$label != ''"><b><xsl:value-of select="$label"/></b><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="$words"/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- g. Notes ===================================================================================== -->

  <xsl:template name="notes">
    <xsl:if test="$notes or $printed-notes">
      <section id="notes" class="notes" role="doc-endnotes" aria-labelledby="h-notes">
        <h2 id="h-notes"><xsl:value-of select="$t/notes"/></h2>
        <xsl:if test="$printed-notes">
          <xsl:if test="$own-notes"><h3><xsl:value-of select="$t/notes-of-source"/></h3></xsl:if>
          <div class="tei-text">
            <xsl:call-template name="text-lang"/>
            <xsl:apply-templates select="$printed-notes" mode="notes"/>
          </div>
          <xsl:if test="$own-notes"><h3><xsl:value-of select="$t/notes-of-edition"/></h3></xsl:if>
        </xsl:if>
        <xsl:if test="$own-notes"><ol class="own"><xsl:apply-templates select="$own-notes" mode="notes"/></ol></xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="notes">
    <xsl:apply-templates select="tei:head" mode="notes"/>
    <ol><xsl:apply-templates select="*[not(self::tei:head or self::tei:note[@type = 'editorial'])]" mode="notes"/></ol>
  </xsl:template>
  <xsl:template match="tei:head" mode="notes"><h4 class="tei-head"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></h4></xsl:template>
  <xsl:template match="*" mode="notes"><li><xsl:apply-templates select="."/></li></xsl:template>

  <!-- a printed note: its label is part of its text -->
  <xsl:template match="tei:div[@type = 'notes']/tei:note[not(@type = 'editorial')]" mode="notes" priority="1">
    <li class="tei-note">
      <xsl:call-template name="atts"/>
      <xsl:if test="not(.//tei:label) and @n"><span class="label app"><xsl:value-of select="@n"/></span></xsl:if>
      <xsl:call-template name="note-kind"/>
      <xsl:apply-templates select="node()"/>
      <xsl:for-each select=".//*[self::tei:gap or self::tei:ref]"><xsl:apply-templates select="key('on-notes', concat('#', @xml:id))"/></xsl:for-each>
      <xsl:apply-templates select="key('marks', concat('#', @xml:id))" mode="back"><xsl:with-param name="label" select="string(@n)"/></xsl:apply-templates>
    </li>
  </xsl:template>

  <!-- a note of ours -->
  <xsl:template match="tei:note" mode="notes">
    <xsl:variable name="label"><xsl:apply-templates select="." mode="label"/></xsl:variable>
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <xsl:variable name="mark" select="key('id', substring-after(@target, '#'))[self::tei:ref]"/>
    <li class="tei-note" id="{$id}">
      <span class="label app"><xsl:value-of select="$label"/></span>
      <xsl:call-template name="note-kind"/>
      <xsl:choose>
        <xsl:when test="tei:p | tei:list | tei:quote"><xsl:apply-templates select="node()"/></xsl:when>
        <xsl:otherwise><p class="tei-p"><xsl:apply-templates select="node()"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="@subtype = 'missingNote' and $mark"><xsl:apply-templates select="$mark" mode="back"><xsl:with-param name="label" select="string($label)"/></xsl:apply-templates></xsl:when>
        <xsl:otherwise><xsl:call-template name="back-link"><xsl:with-param name="to" select="concat('ref-', $id)"/><xsl:with-param name="label" select="string($label)"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- whose note it is, where notes of several kinds stand in one list -->
  <xsl:variable name="first-own" select="string($own-notes[1]/@type)"/>
  <xsl:variable name="first-printed" select="string($printed-notes/tei:note[not(@type = 'editorial')]/@type)"/>
  <xsl:variable name="kinds-of-own" select="boolean($own-notes[@type != $first-own])"/>
  <xsl:variable name="kinds-printed" select="boolean($printed-notes/tei:note[not(@type = 'editorial')][@type != $first-printed])"/>
  <xsl:template name="note-kind">
    <xsl:if test="(parent::tei:div[@type = 'notes'] and not(@type = 'editorial') and $kinds-printed) or ((not(parent::tei:div[@type = 'notes']) or @type = 'editorial') and $kinds-of-own)">
      <xsl:variable name="kind" select="$t/note-kind[@n = current()/@type]"/>
      <xsl:if test="$kind"><small class="kind app"><xsl:value-of select="$kind"/></small><xsl:text> </xsl:text></xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:ref" mode="back">
    <xsl:param name="label"/>
    <xsl:if test="@xml:id"><xsl:call-template name="back-link"><xsl:with-param name="to" select="@xml:id"/><xsl:with-param name="label" select="$label"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="back-link">
    <xsl:param name="to"/>
    <xsl:param name="label"/>
    <a class="back app" role="doc-backlink" href="#{$to}" aria-label="{str:replace($t/back-to-text, '%', $label)}" title="{str:replace($t/back-to-text, '%', $label)}">↩</a>
  </xsl:template>
</xsl:stylesheet>
