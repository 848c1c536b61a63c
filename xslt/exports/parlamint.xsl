<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns for corpus linguists, as the ParlaMint corpora encode debates: sp → u, p → seg, speaker → note[@type=speaker].
     Every word of the text stays, in its order; every id stays too (of what is dissolved, as an anchor), so that all
     pointers still lead somewhere.

     mode   what is being built
     part   the sections of the body, which are not nested
     block  the content of a section: turns, and notes for what stands outside turns
     turn   the content of a u
     words  the content of a seg or note: phrases stay, blocks leave their words -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei exsl str">

  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:key name="person" match="tei:person | tei:personGrp" use="concat('#', @xml:id)"/>

  <xsl:template match="/"><xsl:apply-templates select="*"/></xsl:template>

  <xsl:template match="@* | node()">
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
  </xsl:template>

  <!-- Header: what was done, and the roles of speakers =============================================== -->

  <xsl:variable name="declarations">
    <editorialDecl>
      <segmentation><p>Made from the TEI of the edition: a turn (sp) is an utterance (u), a paragraph of it, an item of a list
        or a row of a table a segment (seg). Labels of speakers and what stands outside turns are notes.</p></segmentation>
    </editorialDecl>
    <classDecl>
      <taxonomy xml:id="tax-role">
        <desc>The parts that a speaker takes in the communication.</desc>
        <category xml:id="role-speaker"><catDesc>Speaks in a conversation</catDesc></category>
        <category xml:id="role-present"><catDesc>Is present</catDesc></category>
        <category xml:id="role-interpreter"><catDesc>Interprets</catDesc></category>
        <category xml:id="role-recorder"><catDesc>Takes the minutes</catDesc></category>
        <category xml:id="role-sender"><catDesc>Sends the letter</catDesc></category>
        <category xml:id="role-addressee"><catDesc>The letter is addressed to</catDesc></category>
        <category xml:id="role-unidentified"><catDesc>Is not identified</catDesc></category>
      </taxonomy>
    </classDecl>
  </xsl:variable>
  <xsl:variable name="roles" select="exsl:node-set($declarations)//tei:category"/>

  <xsl:template match="tei:encodingDesc[1]">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <xsl:copy-of select="$declarations"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="tei:teiHeader[not(tei:encodingDesc)]/tei:fileDesc">
    <xsl:copy-of select="."/>
    <encodingDesc><xsl:copy-of select="$declarations"/></encodingDesc>
  </xsl:template>

  <!-- Sections ======================================================================================== -->

  <xsl:template match="tei:text">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <body><xsl:apply-templates select="*" mode="part"/><xsl:text>&#10;</xsl:text></body>
    </xsl:copy>
  </xsl:template>

  <!-- what holds divisions: its beginning, then one by one the divisions and what follows them -->
  <xsl:template match="tei:front | tei:body | tei:back | tei:group | tei:text | tei:div | tei:div1 | tei:div2 | tei:div3
    | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="part">
    <xsl:variable name="first" select="(tei:front | tei:body | tei:back | tei:group | tei:text | tei:div | tei:div1
      | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7)[1]"/>
    <xsl:call-template name="section">
      <xsl:with-param name="run" select="node()[not($first)] | $first/preceding-sibling::node()"/>
      <xsl:with-param name="id" select="@xml:id"/>
    </xsl:call-template>
    <xsl:apply-templates select="$first | $first/following-sibling::*" mode="part"/>
  </xsl:template>

  <xsl:template match="*" mode="part">
    <xsl:call-template name="section"><xsl:with-param name="run" select="."/></xsl:call-template>
  </xsl:template>

  <xsl:template name="section">
    <xsl:param name="run"/>
    <xsl:param name="id" select="/.."/>
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="$run/descendant-or-self::tei:sp">debateSection</xsl:when>
        <xsl:otherwise>commentSection</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$id or $run[self::* or self::text()[normalize-space()]]">
      <xsl:text>&#10;</xsl:text>
      <div type="{$type}">
        <xsl:copy-of select="$id"/>
        <xsl:apply-templates select="$run" mode="block"/>
        <xsl:text>&#10;</xsl:text>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Turns =========================================================================================== -->

  <xsl:template match="tei:sp" mode="block" priority="3">
    <xsl:variable name="label" select="tei:speaker[1]"/>
    <xsl:apply-templates select="$label/preceding-sibling::node() | $label" mode="turn"/>
    <xsl:text>&#10;</xsl:text>
    <u>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="role"/>
      <xsl:apply-templates select="node()[not($label)] | $label/following-sibling::node()" mode="turn"/>
      <xsl:text>&#10;</xsl:text>
    </u>
  </xsl:template>

  <!-- @ana: which parts the header says the speakers take -->
  <xsl:template name="role">
    <xsl:variable name="stated">
      <xsl:for-each select="key('person', str:tokenize(@who))"><xsl:value-of select="concat(@role, ' ')"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="known" select="$roles[contains(concat(' ', normalize-space($stated), ' '), concat(' ', substring-after(@xml:id, 'role-'), ' '))]"/>
    <xsl:if test="$known">
      <xsl:attribute name="ana">
        <xsl:for-each select="$known">
          <xsl:value-of select="concat(substring(' ', 1, position() &gt; 1), '#', @xml:id)"/>
        </xsl:for-each>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="turn">
    <xsl:text>&#10;</xsl:text>
    <seg><xsl:call-template name="global"/><xsl:apply-templates mode="words"/></seg>
  </xsl:template>

  <xsl:template match="text()[normalize-space()]" mode="turn">
    <xsl:text>&#10;</xsl:text>
    <seg><xsl:value-of select="."/></seg>
  </xsl:template>

  <!-- a phrase that stands in the place of a paragraph -->
  <xsl:template match="tei:q | tei:said" mode="turn">
    <xsl:text>&#10;</xsl:text>
    <seg><xsl:apply-templates select="." mode="words"/></seg>
  </xsl:template>

  <!-- what only holds blocks is opened -->
  <xsl:template match="tei:list | tei:table | tei:lg | tei:listBibl | tei:quote[tei:p | tei:list | tei:table | tei:lg | tei:l][not(text()[normalize-space()])]" mode="turn">
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates mode="turn"/>
  </xsl:template>

  <!-- Outside turns =================================================================================== -->

  <xsl:template match="*" mode="block">
    <xsl:call-template name="note"><xsl:with-param name="type" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:p" mode="block">
    <xsl:call-template name="note"><xsl:with-param name="type">narrative</xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template name="note">
    <xsl:param name="type"/>
    <xsl:text>&#10;</xsl:text>
    <note type="{$type}"><xsl:call-template name="global"/><xsl:apply-templates mode="words"/></note>
  </xsl:template>

  <xsl:template match="text()[normalize-space()]" mode="block">
    <xsl:text>&#10;</xsl:text>
    <note><xsl:value-of select="."/></note>
  </xsl:template>

  <xsl:template match="tei:q | tei:said" mode="block">
    <xsl:text>&#10;</xsl:text>
    <note type="narrative"><xsl:apply-templates select="." mode="words"/></note>
  </xsl:template>

  <!-- of a division; that of a list is a note -->
  <xsl:template match="tei:front/tei:head | tei:body/tei:head | tei:back/tei:head | tei:group/tei:head | tei:div/tei:head
    | tei:div1/tei:head | tei:div2/tei:head | tei:div3/tei:head | tei:div4/tei:head | tei:div5/tei:head | tei:div6/tei:head
    | tei:div7/tei:head" mode="block">
    <xsl:text>&#10;</xsl:text>
    <head><xsl:call-template name="global"/><xsl:apply-templates mode="words"/></head>
  </xsl:template>

  <xsl:template match="tei:list | tei:table | tei:lg | tei:listBibl" mode="block">
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates mode="block"/>
  </xsl:template>

  <!-- a block that holds turns is opened -->
  <xsl:template match="*[.//tei:sp]" mode="block" priority="2">
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates mode="block"/>
  </xsl:template>

  <xsl:template match="text()" mode="block"/>
  <xsl:template match="text()" mode="turn"/>

  <!-- Anywhere ======================================================================================== -->

  <xsl:template match="tei:speaker" mode="turn">
    <xsl:call-template name="note"><xsl:with-param name="type">speaker</xsl:with-param></xsl:call-template>
  </xsl:template>

  <!-- phrases -->
  <xsl:template match="tei:abbr | tei:add | tei:choice | tei:corr | tei:date | tei:del | tei:email | tei:emph | tei:expan
    | tei:foreign | tei:hi | tei:idno | tei:mentioned | tei:name | tei:num | tei:orgName | tei:orig | tei:persName
    | tei:placeName | tei:q | tei:ref | tei:reg | tei:roleName | tei:said | tei:seg | tei:sic | tei:soCalled | tei:supplied
    | tei:term | tei:time | tei:title | tei:unclear" mode="words">
    <xsl:copy><xsl:copy-of select="@*"/><xsl:apply-templates mode="words"/></xsl:copy>
  </xsl:template>

  <xsl:template match="tei:note" mode="words">
    <xsl:copy><xsl:copy-of select="@*"/><xsl:apply-templates mode="words"/></xsl:copy>
  </xsl:template>

  <xsl:template match="tei:note" mode="block" priority="3">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="." mode="words"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="turn">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="." mode="words"/>
  </xsl:template>

  <!-- what is a mark in the text rather than a part of it -->
  <xsl:template match="tei:anchor | tei:cb | tei:figure | tei:fw | tei:gap | tei:lb | tei:milestone | tei:pb | tei:ptr
    | tei:space" mode="words"><xsl:copy-of select="."/></xsl:template>

  <xsl:template match="tei:anchor | tei:cb | tei:figure | tei:fw | tei:gap | tei:lb | tei:milestone | tei:pb
    | tei:space" mode="block"><xsl:text>&#10;</xsl:text><xsl:copy-of select="."/></xsl:template>

  <xsl:template match="tei:anchor | tei:cb | tei:figure | tei:fw | tei:gap | tei:lb | tei:milestone | tei:pb
    | tei:space" mode="turn"><xsl:text>&#10;</xsl:text><xsl:copy-of select="."/></xsl:template>

  <!-- blocks inside leave their words, parted from what stands around them -->
  <xsl:template match="tei:ab | tei:addrLine | tei:bibl | tei:cell | tei:dateline | tei:head | tei:item | tei:l | tei:lg
    | tei:list | tei:p | tei:postscript | tei:quote | tei:row | tei:salute | tei:signed | tei:sp | tei:speaker | tei:table"
    mode="words">
    <xsl:text> </xsl:text>
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates mode="words"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="words">
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates mode="words"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="words"/>
  <xsl:template match="comment() | processing-instruction()" mode="turn"/>
  <xsl:template match="comment() | processing-instruction()" mode="block"/>

  <!-- the id of what is dissolved -->
  <xsl:template name="anchor">
    <xsl:if test="@xml:id"><anchor><xsl:copy-of select="@xml:id"/></anchor></xsl:if>
  </xsl:template>

  <!-- the attributes that every element may have -->
  <xsl:template name="global">
    <xsl:copy-of select="@xml:id | @xml:lang | @n | @rend | @resp | @cert | @source | @corresp | @next | @prev"/>
  </xsl:template>

  <!-- Stage directions: what happens, moves or sounds ================================================= -->

  <xsl:template match="tei:stage" mode="block"><xsl:text>&#10;</xsl:text><xsl:call-template name="event"/></xsl:template>
  <xsl:template match="tei:stage" mode="turn"><xsl:text>&#10;</xsl:text><xsl:call-template name="event"/></xsl:template>
  <xsl:template match="tei:stage" mode="words"><xsl:call-template name="event"/></xsl:template>

  <xsl:template name="event">
    <xsl:variable name="words" select="translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:choose>
      <!-- desc, which alone may hold the words, has room for names and nothing else -->
      <xsl:when test=".//*[not(self::tei:persName or self::tei:orgName or self::tei:placeName or self::tei:name or self::tei:date)]">
        <note type="stage"><xsl:call-template name="global"/><xsl:apply-templates mode="words"/></note>
      </xsl:when>
      <xsl:when test="@type = 'entrance'"><incident type="entering"><xsl:call-template name="described"/></incident></xsl:when>
      <xsl:when test="@type = 'exit'"><incident type="leaving"><xsl:call-template name="described"/></incident></xsl:when>
      <xsl:when test="@type = 'business'"><incident type="action"><xsl:call-template name="described"/></incident></xsl:when>
      <xsl:when test="contains($words, 'applau')"><kinesic type="applause"><xsl:call-template name="described"/></kinesic></xsl:when>
      <xsl:when test="contains($words, 'smil')"><kinesic type="smiling"><xsl:call-template name="described"/></kinesic></xsl:when>
      <xsl:when test="contains($words, 'laugh')"><vocal type="laughter"><xsl:call-template name="described"/></vocal></xsl:when>
      <xsl:when test="@type = 'delivery'"><vocal><xsl:call-template name="described"/></vocal></xsl:when>
      <xsl:otherwise>
        <note type="stage"><xsl:call-template name="global"/><xsl:apply-templates mode="words"/></note>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="described">
    <xsl:call-template name="global"/>
    <desc><xsl:apply-templates mode="words"/></desc>
  </xsl:template>
</xsl:stylesheet>
